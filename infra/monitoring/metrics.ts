import type * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Balancer } from '../network/balancer.ts';
import type { DeadLetters } from '../processing/dead-letters.ts';
import type { Dispatch } from '../processing/dispatch.ts';
import type { Erasures } from '../processing/erasures.ts';
import type { Processor } from '../processing/processor.ts';

/** A CloudWatch metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'Average';
}

const ofQueue = (queue: aws.sqs.Queue, name: string, statistic: Metric['statistic']): Metric => ({
  namespace: 'AWS/SQS',
  name,
  dimensions: { QueueName: queue.name },
  statistic,
});

/** Counts received messages, as a message moved by a redrive policy is not counted as sent. */
export const deadLetters = (queue: aws.sqs.Queue) =>
  ofQueue(queue, 'NumberOfMessagesReceived', 'Sum');

/** Counts messages that wait, of a queue from which only a person takes any. */
export const waitingMessages = (queue: aws.sqs.Queue) =>
  ofQueue(queue, 'ApproximateNumberOfMessagesVisible', 'Maximum');

export const oldestMessage = (queue: aws.sqs.Queue) =>
  ofQueue(queue, 'ApproximateAgeOfOldestMessage', 'Maximum');

export const ofFunction = (
  { function: fn }: Processor | DeadLetters | Erasures,
  name: 'Errors' | 'Throttles' | 'Invocations' | 'Duration',
): Metric => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: { FunctionName: fn.name },
  statistic: name === 'Duration' ? 'Maximum' : 'Sum',
});

export const ofBalancer = ({ loadBalancer }: Balancer, name: string): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  dimensions: { LoadBalancer: loadBalancer.arnSuffix },
  statistic: 'Sum',
});

export const ofTargets = ({ loadBalancer, targets }: Balancer, name: string): Metric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targets.arnSuffix },
  statistic: 'Maximum',
});

/** Written by each cell every minute: infra/image/root/usr/local/lib/galeria/spool-metrics.mjs. */
export const ofSpools = (stack: string, name: string): Metric => ({
  namespace: 'Galeria',
  name,
  dimensions: { Stack: stack },
  statistic: 'Maximum',
});

/** The same metric of one cell. */
export const ofSpool = (stack: string, cell: string, name: string): Metric => ({
  ...ofSpools(stack, name),
  dimensions: { Stack: stack, Cell: cell },
});

export interface MonitoredResources {
  readonly balancer: Balancer;
  readonly dispatch: Dispatch;
  readonly processors: Readonly<Record<string, Processor>>;
  readonly deadLetters: DeadLetters;
  readonly erasures: Erasures;
}
