import { auditPk, itemKey, postingPk } from '@galeria/catalog/schema';
import { RENDITIONS_PREFIX } from '@galeria/media';
import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** One statement of an IAM policy. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[] | string;
  readonly Resource?: pulumi.Input<string> | pulumi.Input<string>[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, pulumi.Input<string> | readonly string[]>>>
  >;
}

export const allow = (
  actions: readonly string[],
  resources: pulumi.Input<string>[],
  condition?: Statement['Condition'],
): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(condition ? { Condition: condition } : {}),
});

const under = (bucket: aws.s3.Bucket, prefix: string) =>
  pulumi.interpolate`${bucket.arn}/${prefix}*`;

/** Reads objects; without the list a missing key is a 403 and no different from a lost permission. */
export const reads = (bucket: aws.s3.Bucket, prefix: string): Statement[] => [
  allow(['s3:GetObject'], [under(bucket, prefix)]),
  allow(['s3:ListBucket'], [bucket.arn], { StringLike: { 's3:prefix': `${prefix}*` } }),
];

export const writes = (bucket: aws.s3.Bucket, prefix: string): Statement =>
  allow(['s3:PutObject', 's3:AbortMultipartUpload'], [under(bucket, prefix)]);

/** Takes away every version of an object, and finds them. */
export const erases = (bucket: aws.s3.Bucket, prefix: string): Statement[] => [
  allow(['s3:DeleteObject', 's3:DeleteObjectVersion'], [under(bucket, prefix)]),
  allow(['s3:ListBucketVersions'], [bucket.arn], { StringLike: { 's3:prefix': `${prefix}*` } }),
];

/** Takes renditions away again that were published for an item that is gone. */
export const withdraws = (gallery: aws.s3.Bucket): Statement[] =>
  erases(gallery, RENDITIONS_PREFIX);

/** Reads and writes the records of media items, and no others: API keys lie in the same table. */
export const mediaRecords = (table: aws.dynamodb.Table): Statement => ({
  ...records(table),
  Condition: leading(itemKey('*').pk),
});

/** Puts items into the lists of their words, and takes them out again. */
export const words = (table: aws.dynamodb.Table): Statement =>
  allow(['dynamodb:UpdateItem', 'dynamodb:DeleteItem'], [table.arn], leading(postingPk('*')));

/** Only rows whose partition key is such a one. */
const leading = (pattern: string): Statement['Condition'] => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': pattern },
});

/** What has been written into the audit leaves it by its own expiry alone. */
export const keepsAudit = (table: aws.dynamodb.Table): Statement => ({
  Effect: 'Deny',
  Action: ['dynamodb:DeleteItem'],
  Resource: [table.arn],
  Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': auditPk('*') } },
});

/** Reads and writes records by their keys. */
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

/** Reads the lists of items, and the items that a search found. */
export const lists = (table: aws.dynamodb.Table): Statement[] => [
  allow(['dynamodb:Query'], [pulumi.interpolate`${table.arn}/index/*`]),
  allow(['dynamodb:BatchGetItem'], [table.arn]),
];

/** What an event source mapping needs of its function's role. */
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

/** Writes to one log group. */
export const logs = (group: aws.cloudwatch.LogGroup): Statement =>
  allow(
    ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    [pulumi.interpolate`${group.arn}:*`],
  );
