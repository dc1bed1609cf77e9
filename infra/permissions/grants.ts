import { auditPk, itemKey } from '@galeria/catalog/schema';
import { RENDITIONS_PREFIX } from '@galeria/media';
import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** Operators of an IAM condition, each with its keys and their values. */
type Condition = Readonly<
  Record<string, Readonly<Record<string, pulumi.Input<string> | readonly pulumi.Input<string>[]>>>
>;

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[] | string;
  readonly Resource?: pulumi.Input<string> | pulumi.Input<string>[];
  readonly Principal?: unknown;
  readonly Condition?: Condition;
}

export const allow = (
  actions: readonly string[],
  resources: pulumi.Input<string>[],
  condition?: Condition,
): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(condition ? { Condition: condition } : {}),
});

/** Denies everybody requests without TLS, in the policy of a resource. */
export const overTlsOnly = (
  actions: readonly string[] | string,
  resources: pulumi.Input<string>[],
): Statement => ({
  Effect: 'Deny',
  Principal: '*',
  Action: actions,
  Resource: resources,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const under = (bucket: aws.s3.Bucket, prefix: string) =>
  pulumi.interpolate`${bucket.arn}/${prefix}*`;

/**
 * Allows reading objects. Without ListBucket, a missing key would be a 403 like a missing permission.
 */
export const reads = (bucket: aws.s3.Bucket, prefix: string): Statement[] => [
  allow(['s3:GetObject'], [under(bucket, prefix)]),
  allow(['s3:ListBucket'], [bucket.arn], { StringLike: { 's3:prefix': `${prefix}*` } }),
];

export const writes = (bucket: aws.s3.Bucket, prefix: string): Statement =>
  allow(['s3:PutObject', 's3:AbortMultipartUpload'], [under(bucket, prefix)]);

/** Allows listing and deleting every version of an object. */
export const erases = (bucket: aws.s3.Bucket, prefix: string): Statement[] => [
  allow(['s3:DeleteObject', 's3:DeleteObjectVersion'], [under(bucket, prefix)]),
  allow(['s3:ListBucketVersions'], [bucket.arn], { StringLike: { 's3:prefix': `${prefix}*` } }),
];

/** Allows deleting renditions that were published for a deleted item. */
export const withdraws = (gallery: aws.s3.Bucket): Statement[] =>
  erases(gallery, RENDITIONS_PREFIX);

/** Allows reading and writing the rows of media items only, as the table also contains API keys. */
export const mediaRecords = (table: aws.dynamodb.Table): Statement => ({
  ...records(table),
  Condition: leading(itemKey('*').pk),
});

/** Allows removing file names from audit entries. */
export const forgetsNames = (table: aws.dynamodb.Table): Statement =>
  allow(['dynamodb:UpdateItem'], [table.arn], leading(auditPk('*')));

/** Restricts access to rows whose partition key matches a pattern. */
const leading = (pattern: string): Condition => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': pattern },
});

/** Denies changing and deleting audit entries, which only expire. */
export const keepsAudit = (table: aws.dynamodb.Table): Statement => ({
  Effect: 'Deny',
  Action: ['dynamodb:DeleteItem'],
  Resource: [table.arn],
  Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': auditPk('*') } },
});

/** Allows reading and writing rows by key. */
export const records = (table: aws.dynamodb.Table): Statement =>
  allow(
    [
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:Query',
    ],
    [table.arn],
  );

/** Allows scanning the table, for the cells' copies of the catalog. */
export const scans = (table: aws.dynamodb.Table): Statement =>
  allow(['dynamodb:Scan'], [table.arn]);

/** Allows reading the indexes, and items by their ids. */
export const lists = (table: aws.dynamodb.Table): Statement[] => [
  allow(['dynamodb:Query'], [pulumi.interpolate`${table.arn}/index/*`]),
  allow(['dynamodb:BatchGetItem'], [table.arn]),
];

/** The permissions that an event source mapping needs in its function's role. */
export const takes = (queues: readonly aws.sqs.Queue[]): Statement =>
  allow(
    [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ChangeMessageVisibility',
    ],
    queues.map(({ arn }) => arn),
  );

export const sends = (queues: readonly aws.sqs.Queue[]): Statement =>
  allow(
    ['sqs:SendMessage'],
    queues.map(({ arn }) => arn),
  );

/** Allows writing to a log group. */
export const logs = (group: aws.cloudwatch.LogGroup): Statement =>
  allow(
    ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    [pulumi.interpolate`${group.arn}:*`],
  );

/**
 * Allows a shell by Session Manager. AWS's managed policy for it can also read every parameter of the
 * account. These actions take no resource.
 *
 * @see
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export const shell: Statement = allow(
  [
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  ['*'],
);
