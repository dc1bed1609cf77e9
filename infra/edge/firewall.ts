import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { stackName } from '../config/tags.ts';
import { cloudFrontRegion } from './domain.ts';

/** Requests of one address in five minutes. */
const REQUESTS = 5_000;

/** Where bodies are files, and as large as the uploader allows. */
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
 * What a rule of AWS's common set labels, blocked everywhere but on upload paths: its rule on the
 * body's size would refuse every file.
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

/** A web application firewall before the edge: a limit on each address, and AWS's common rules. */
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
