import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Stored } from '../artefacts/artefacts.ts';
import { logs, type Statement } from '../permissions/grants.ts';
import { role } from '../permissions/roles.ts';

export interface LambdaArgs {
  readonly code: Stored;
  readonly statements: readonly Statement[];
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly ephemeralStorageMiB?: number;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  readonly logRetentionDays: number;
}

/** Creates a function with its own role and log group, outside the VPC. */
export function lambda(name: string, args: LambdaArgs, opts: pulumi.CustomResourceOptions) {
  const group = new aws.cloudwatch.LogGroup(name, { retentionInDays: args.logRetentionDays }, opts);
  const { role: executionRole, policies } = role(
    name,
    { service: 'lambda.amazonaws.com', statements: [...args.statements, logs(group)] },
    opts,
  );
  return new aws.lambda.Function(
    name,
    {
      role: executionRole.arn,
      architectures: ['arm64'],
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      s3Bucket: args.code.bucket,
      s3Key: args.code.key,
      memorySize: args.memoryMiB,
      timeout: args.timeoutSeconds,
      ephemeralStorage: { size: args.ephemeralStorageMiB ?? 512 },
      loggingConfig: { logFormat: 'Text', logGroup: group.name },
      environment: { variables: { ...args.environment } },
    },
    { ...opts, dependsOn: policies },
  );
}

/** Connects a function to a queue with batches of one and partial batch responses. */
export function consume(
  name: string,
  {
    fn,
    queue,
    maximumConcurrency,
  }: {
    fn: aws.lambda.Function;
    queue: aws.sqs.Queue;
    maximumConcurrency: number;
  },
  opts: pulumi.CustomResourceOptions,
): aws.lambda.EventSourceMapping {
  return new aws.lambda.EventSourceMapping(
    name,
    {
      functionName: fn.name,
      eventSourceArn: queue.arn,
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency },
    },
    opts,
  );
}
