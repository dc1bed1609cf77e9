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
 * `packages/processor/src/retry-later.ts`, the tenth receive is 4,810 s (80 minutes) after the first, so
 * an outage of S3 or DynamoDB of an hour makes no item fail. A message whose tenth receive fails moves
 * 900 s later. AWS recommends five or more.
 */
const MAX_RECEIVE_COUNT = 10;

const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

/** Time-out of marking an item as failed. The visibility timeout of dead letters is six times that. */
export const DEAD_LETTERS_TIMEOUT_SECONDS = 30;

export interface KindQueues {
  readonly kind: KindDescriptor;
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
    const queues = kinds.map((kind) => this.queuesOf(kind));
    this.queues = Object.fromEntries(queues.map((each) => [each.kind.name, each]));
    const policies = queues.map(({ kind, work }) => this.allowEvents(kind.name, work, originals));
    new aws.s3.BucketNotification(
      'originals',
      {
        bucket: originals.bucket,
        queues: queues.map(({ kind, work }) => ({
          id: kind.name,
          queueArn: work.arn,
          events: ['s3:ObjectCreated:*'],
          filterPrefix: originalPrefix(kind.name),
        })),
      },
      // S3 sends a test event when a notification is created, and fails without permission.
      { parent: this, dependsOn: policies },
    );
    this.registerOutputs({});
  }

  private queuesOf(kind: KindDescriptor): KindQueues {
    const { name, processor } = kind;
    const encryption = { sqsManagedSseEnabled: true };
    const dead = new aws.sqs.Queue(
      `${name}-dead`,
      {
        ...encryption,
        messageRetentionSeconds: FOURTEEN_DAYS,
        visibilityTimeoutSeconds: VISIBILITY_TIMEOUTS * DEAD_LETTERS_TIMEOUT_SECONDS,
      },
      { parent: this },
    );
    const work = new aws.sqs.Queue(
      name,
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
      `${name}-dead`,
      { queueUrl: dead.url, policy: policyDocument([overTlsOnly('sqs:*', [dead.arn])]) },
      { parent: dead },
    );
    return { kind, work, dead };
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
