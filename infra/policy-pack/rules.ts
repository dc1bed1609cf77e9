import { closedToTheInternet, hardenedInstances } from './network-rules.ts';
import { narrowPolicies } from './permission-rules.ts';
import type { Checked, Rule } from './rule.ts';

/** Returns the faults of resources of one type. */
export const ofType =
  (type: string, check: (inputs: Checked['inputs']) => string | false | undefined) =>
  (resource: Checked): string[] => {
    const fault = resource.type === type && check(resource.inputs);
    return fault ? [fault] : [];
  };

const privateBuckets: Rule = {
  name: 'private-buckets',
  description: 'Buckets block public access and have no ACLs.',
  check: (resource) => [
    ...ofType('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', (inputs) => {
      const blocks = [
        'blockPublicAcls',
        'blockPublicPolicy',
        'ignorePublicAcls',
        'restrictPublicBuckets',
      ];
      return blocks.some((block) => inputs[block] !== true) && 'Block all public access.';
    })(resource),
    ...ofType(
      'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
      ({ rule }) => rule.objectOwnership !== 'BucketOwnerEnforced' && 'Disable ACLs.',
    )(resource),
    ...ofType('aws:s3/bucket:Bucket', ({ acl }) => acl && 'Grant access by policies.')(resource),
  ],
};

const encrypted: Rule = {
  name: 'encrypted-at-rest',
  description: 'Volumes, queues, the table and the topic are encrypted.',
  check: (resource) => [
    ...ofType('aws:ebs/volume:Volume', ({ encrypted }) => !encrypted && 'Encrypt it.')(resource),
    ...ofType(
      'aws:sqs/queue:Queue',
      (inputs) => !inputs.sqsManagedSseEnabled && !inputs.kmsMasterKeyId && 'Encrypt it.',
    )(resource),
    ...ofType(
      'aws:dynamodb/table:Table',
      ({ serverSideEncryption }) => !serverSideEncryption?.enabled && 'Encrypt it.',
    )(resource),
    ...ofType(
      'aws:sns/topic:Topic',
      ({ kmsMasterKeyId }) => !kmsMasterKeyId && 'Encrypt it.',
    )(resource),
  ],
};

const recoverable: Rule = {
  name: 'recoverable-catalog',
  description: 'The catalog has point-in-time recovery.',
  check: ofType(
    'aws:dynamodb/table:Table',
    ({ pointInTimeRecovery }) => !pointInTimeRecovery?.enabled && 'Enable its recovery.',
  ),
};

const finiteLogs: Rule = {
  name: 'finite-logs',
  description: 'Logs are deleted after a time.',
  check: ofType(
    'aws:cloudwatch/logGroup:LogGroup',
    ({ retentionInDays }) => !retentionInDays && 'Set retentionInDays.',
  ),
};

/** All safety rules that can be decided on one resource. */
export const rules: readonly Rule[] = [
  privateBuckets,
  encrypted,
  recoverable,
  finiteLogs,
  closedToTheInternet,
  hardenedInstances,
  narrowPolicies,
];
