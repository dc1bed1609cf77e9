import { type KindDescriptor, originalPrefix } from '@galeria/media';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { allow, overTlsOnly } from '../permissions/grants.ts';
import { policyDocument } from '../permissions/roles.ts';

/**
 * AWS's recommendation for the visibility timeout of a Lambda's queue: six times the function's
 * timeout.
 */
const VISIBILITY_TIMEOUTS = 6;

/**
 * How often a message is received before it moves to the dead-letter queue. With the retry delays of
 * `packages/processor/src/retry-later.ts`, ten receives take 80 minutes, so an outage of S3 or DynamoDB
 * of an hour makes no item fail. AWS recommends five or more.
 */
const MAX_RECEIVE_COUNT = 10;

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

/** Time-out of marking an item as failed. The visibility timeout of dead letters is six times that. */
export const DEAD_LETTERS_TIMEOUT_SECONDS = 30;

export interface KindQueues {
  readonly work: aws.sqs.Queue;
  readonly dead: aws.sqs.Queue;
}

export interface DispatchArgs {
  readonly originals: aws.s3.Bucket;
  readonly kinds: readonly KindDescriptor[];
}

/** A queue with a dead-letter queue for every kind, with the events of the originals bucket. */
export class Dispatch extends pulumi.ComponentResource {
  readonly queues: Readonly<Record<string, KindQueues>>;

  constructor(
    name: string,
    { originals, kinds }: DispatchArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Dispatch', name, {}, opts);
    this.queues = Object.fromEntries(kinds.map((kind) => [kind.name, this.queuesOf(kind)]));
    const policies = kinds.map(({ name: kind }) =>
      this.allowEvents(kind, this.queues[kind]!.work, originals),
    );
    new aws.s3.BucketNotification(
      'originals',
      {
        bucket: originals.bucket,
        queues: kinds.map(({ name: kind }) => ({
          id: kind,
          queueArn: this.queues[kind]!.work.arn,
          events: ['s3:ObjectCreated:*'],
          filterPrefix: originalPrefix(kind),
        })),
      },
      // S3 sends a test event when a notification is created, and fails without permission.
      { parent: this, dependsOn: policies },
    );
    this.registerOutputs({});
  }

  private queuesOf({ name: kind, processor }: KindDescriptor): KindQueues {
    const encryption = { sqsManagedSseEnabled: true };
    const dead = new aws.sqs.Queue(
      `${kind}-dead`,
      {
        ...encryption,
        messageRetentionSeconds: FOURTEEN_DAYS,
        visibilityTimeoutSeconds: VISIBILITY_TIMEOUTS * DEAD_LETTERS_TIMEOUT_SECONDS,
      },
      { parent: this },
    );
    const work = new aws.sqs.Queue(
      kind,
      {
        ...encryption,
        messageRetentionSeconds: FOURTEEN_DAYS,
        visibilityTimeoutSeconds: VISIBILITY_TIMEOUTS * processor.timeoutSeconds,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: dead.arn,
          maxReceiveCount: MAX_RECEIVE_COUNT,
        }),
      },
      { parent: this },
    );
    new aws.sqs.QueuePolicy(
      `${kind}-dead`,
      { queueUrl: dead.url, policy: policyDocument([overTlsOnly('sqs:*', [dead.arn])]) },
      { parent: dead },
    );
    return { work, dead };
  }

  private allowEvents(kind: string, queue: aws.sqs.Queue, originals: aws.s3.Bucket) {
    return new aws.sqs.QueuePolicy(
      kind,
      {
        queueUrl: queue.url,
        policy: policyDocument([
          {
            ...allow(['sqs:SendMessage'], [queue.arn], {
              ArnEquals: { 'aws:SourceArn': originals.arn },
              StringEquals: {
                'aws:SourceAccount': aws.getCallerIdentityOutput({}, { parent: this }).accountId,
              },
            }),
            Principal: { Service: 's3.amazonaws.com' },
          },
          overTlsOnly('sqs:*', [queue.arn]),
        ]),
      },
      { parent: queue },
    );
  }
}
