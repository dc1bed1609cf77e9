import { LocalError } from '../../errors.ts';
import type { CreateResource } from '../declared-resources.ts';

/** AWS's defaults of an event source mapping for an SQS queue. */
const DEFAULT_BATCH_SIZE = 10;
const DEFAULT_CONCURRENCY = 1000;

export const lambdaFunction: CreateResource = async (
  { region, accountId, declared },
  { name, inputs },
) => {
  const made: string = inputs.name ?? name;
  const codeDir: string | undefined =
    (await inputs.code?.path) ?? declared.archives.get(`${inputs.s3Bucket}/${inputs.s3Key}`);
  if (!codeDir) {
    throw new LocalError('bad-stack', {
      detail: `the function ${made} has no local code; run npm run build`,
    });
  }
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${made}`;
  declared.functions.set(made, {
    name: made,
    arn,
    codeDir,
    handler: inputs.handler,
    environment: inputs.environment?.variables ?? {},
    timeoutSeconds: inputs.timeout ?? 3,
    memoryMiB: inputs.memorySize ?? 128,
  });
  return { id: made, name: made, arn, qualifiedArn: `${arn}:1`, version: '1' };
};

export const eventSourceMapping: CreateResource = async ({ declared }, { name, inputs }) => {
  declared.mappings.push({
    functionName: String(inputs.functionName).split(':').at(-1) as string,
    queueArn: inputs.eventSourceArn,
    batchSize: inputs.batchSize ?? DEFAULT_BATCH_SIZE,
    batchWindowSeconds: inputs.maximumBatchingWindowInSeconds ?? 0,
    reportBatchItemFailures:
      inputs.functionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    maximumConcurrency: inputs.scalingConfig?.maximumConcurrency ?? DEFAULT_CONCURRENCY,
  });
  return { id: name };
};
