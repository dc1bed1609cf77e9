import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { stackName } from '../config/tags.ts';
import { cloudFrontRegion } from './domain.ts';

/** Maximum number of requests of an address in five minutes. */
const REQUESTS = 5_000;

/** Paths with files as bodies, whose size the uploader limits. */
const UPLOAD_PATHS = ['/uploads', '/tus/'];

type Statement = aws.types.input.wafv2.WebAclRuleStatement;

const onUploadPath: Statement = {
  orStatement: {
    statements: UPLOAD_PATHS.map((searchString) => ({
      byteMatchStatement: {
        searchString,
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'STARTS_WITH',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    })),
  },
};

/**
 * Blocks requests that AWS's common rule set labels for their body size, except on upload paths.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
const oversized: Statement = {
  andStatement: {
    statements: [
      {
        labelMatchStatement: {
          scope: 'LABEL',
          key: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
        },
      },
      { notStatement: { statement: onUploadPath } },
    ],
  },
};

const common: Statement = {
  managedRuleGroupStatement: {
    vendorName: 'AWS',
    name: 'AWSManagedRulesCommonRuleSet',
    ruleActionOverrides: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }],
  },
};

/** Creates a web application firewall with a rate limit per address and AWS's common rules. */
export function firewall(opts: pulumi.CustomResourceOptions): aws.wafv2.WebAcl {
  const visibilityConfig = (name: string) => ({
    cloudwatchMetricsEnabled: true,
    metricName: `${stackName}-${name}`,
    sampledRequestsEnabled: false,
  });
  const rule = (priority: number, name: string, statement: Statement) => ({
    name,
    priority,
    statement,
    visibilityConfig: visibilityConfig(name),
  });
  return new aws.wafv2.WebAcl(
    'edge',
    {
      ...cloudFrontRegion,
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibilityConfig('edge'),
      rules: [
        {
          ...rule(0, 'rate', { rateBasedStatement: { limit: REQUESTS, aggregateKeyType: 'IP' } }),
          action: { block: {} },
        },
        { ...rule(1, 'common', common), overrideAction: { none: {} } },
        { ...rule(2, 'oversized', oversized), action: { block: {} } },
      ],
    },
    opts,
  );
}
