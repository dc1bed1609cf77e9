import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { stackName } from '../config/tags.ts';
import { cloudFrontRegion } from './domain.ts';
import { BODY_RULES, type RuleGroup, ruleGroups } from './rule-groups.ts';

/** Maximum number of requests of an address in five minutes. */
const REQUESTS = 5_000;

/**
 * Beginnings of paths with files as bodies, which the uploader limits and never interprets. A resumable
 * upload can begin with a body, too. Links take the files of guests, and passwords, which may look like
 * an attack.
 */
const UPLOAD_PATHS = ['/uploads', '/tus', '/s/'];

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

/** Requests that a rule about bodies labelled, except on upload paths. */
const suspectBody: Statement = {
  andStatement: {
    statements: [
      {
        orStatement: {
          statements: ruleGroups.flatMap(({ label }) =>
            BODY_RULES[label].map((rule) => ({
              labelMatchStatement: {
                scope: 'LABEL',
                key: `awswaf:managed:aws:${label}:${rule.replace(/_BODY$/, '_Body')}`,
              },
            })),
          ),
        },
      },
      { notStatement: { statement: onUploadPath } },
    ],
  },
};

/** A group of AWS's rules. Its rules about bodies only count, and `suspectBody` blocks. */
const managed = ({ name, label }: RuleGroup): Statement => ({
  managedRuleGroupStatement: {
    vendorName: 'AWS',
    name,
    ruleActionOverrides: BODY_RULES[label].map((rule) => ({
      name: rule,
      actionToUse: { count: {} },
    })),
  },
});

/**
 * Creates a web application firewall with a rate limit per address, AWS's common rules and its rules
 * against known bad inputs.
 */
export function firewall(
  logRetentionDays: number,
  opts: pulumi.CustomResourceOptions,
): aws.wafv2.WebAcl {
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
  const acl = new aws.wafv2.WebAcl(
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
        ...ruleGroups.map((group, index) => ({
          ...rule(1 + index, group.rule, managed(group)),
          overrideAction: { none: {} },
        })),
        { ...rule(1 + ruleGroups.length, 'body', suspectBody), action: { block: {} } },
      ],
    },
    opts,
  );
  logging(acl, logRetentionDays);
  return acl;
}

/**
 * Logs the requests that a rule blocked or counted, without keys, signatures and the tokens of links.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
 */
function logging(acl: aws.wafv2.WebAcl, retentionInDays: number): void {
  const group = new aws.cloudwatch.LogGroup(
    'firewall',
    // AWS requires the prefix.
    { ...cloudFrontRegion, name: `aws-waf-logs-${stackName}`, retentionInDays },
    { parent: acl },
  );
  new aws.wafv2.WebAclLoggingConfiguration(
    'edge',
    {
      ...cloudFrontRegion,
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: [
        { singleHeader: { name: 'authorization' } },
        { singleHeader: { name: 'cookie' } },
        { queryString: {} },
        { uriPath: {} },
      ],
      loggingFilter: {
        defaultBehavior: 'DROP',
        filters: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            conditions: ['BLOCK', 'COUNT'].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
    },
    { parent: acl },
  );
}
