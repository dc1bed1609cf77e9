import { type KindDescriptor, originalPrefix } from '@galeria/media';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { allow, overTlsOnly } from '../permissions/grants.ts';
import { policyDocument } from '../permissions/roles.ts';
import { type Queues, queueWithDeadLetters } from './queues.ts';

/** Time-out of marking an item as failed. The visibility timeout of dead letters is six times that. */
export const DEAD_LETTERS_TIMEOUT_SECONDS = 30;

export interface KindQueues extends Queues {
  readonly kind: KindDescriptor;
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
    const queues = queueWithDeadLetters(
      kind.name,
      {
        timeoutSeconds: kind.processor.timeoutSeconds,
        deadLettersTimeoutSeconds: DEAD_LETTERS_TIMEOUT_SECONDS,
      },
      { parent: this },
    );
    return { kind, ...queues };
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
