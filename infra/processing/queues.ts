import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { overTlsOnly } from '../permissions/grants.ts';
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

export interface Queues {
  readonly work: aws.sqs.Queue;
  readonly dead: aws.sqs.Queue;
}

export interface QueueTimeouts {
  /** Time-out of the function that takes the messages. */
  readonly timeoutSeconds: number;
  /** Time-out of the function that takes the dead letters. Undefined if a person does. */
  readonly deadLettersTimeoutSeconds?: number;
}

/** Creates an encrypted queue with a dead-letter queue. The caller creates the policy of the first. */
export function queueWithDeadLetters(
  name: string,
  { timeoutSeconds, deadLettersTimeoutSeconds }: QueueTimeouts,
  opts: pulumi.CustomResourceOptions,
): Queues {
  const common = { sqsManagedSseEnabled: true, messageRetentionSeconds: FOURTEEN_DAYS };
  const dead = new aws.sqs.Queue(
    `${name}-dead`,
    {
      ...common,
      ...(deadLettersTimeoutSeconds === undefined
        ? {}
        : { visibilityTimeoutSeconds: VISIBILITY_TIMEOUTS * deadLettersTimeoutSeconds }),
    },
    opts,
  );
  const work = new aws.sqs.Queue(
    name,
    {
      ...common,
      visibilityTimeoutSeconds: VISIBILITY_TIMEOUTS * timeoutSeconds,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: dead.arn,
        maxReceiveCount: MAX_RECEIVE_COUNT,
      }),
    },
    opts,
  );
  requireTls(`${name}-dead`, dead);
  return { work, dead };
}

/** Gives a queue a policy that refuses requests without TLS. */
export const requireTls = (name: string, queue: aws.sqs.Queue): aws.sqs.QueuePolicy =>
  new aws.sqs.QueuePolicy(
    name,
    { queueUrl: queue.url, policy: policyDocument([overTlsOnly('sqs:*', [queue.arn])]) },
    { parent: queue },
  );
