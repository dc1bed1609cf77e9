import { type Derive, parseObjectCreated, parseOriginalKey } from '@galeria/media';
import type { Context as LambdaContext, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Config, readConfig } from './config.ts';
import { ProcessorError } from './errors.ts';
import { createLog, type Log } from './log.ts';
import { type Context, processOriginal } from './process-original.ts';
import { openServices } from './services.ts';

export type Handler = (
  event: SQSEvent,
  lambda?: Pick<LambdaContext, 'awsRequestId'>,
) => Promise<SQSBatchResponse>;

/**
 * Makes a Lambda handler for one kind's queue. It adapts; `processOriginal` works. What returns is
 * done; what throws is named in `batchItemFailures`, and SQS delivers it again.
 *
 * @throws ConfigError at once where the environment is incomplete.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function createHandler(
  derive: Derive,
  config: Config = readConfig(),
  log: Log = createLog(),
): Handler {
  const services = openServices(config);
  return async (event, lambda) => {
    const context: Context = {
      config,
      services,
      derive,
      log: log.with({ requestId: lambda?.awsRequestId }),
    };
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const message of event.Records) {
      if (!(await done(context, message))) {
        batchItemFailures.push({ itemIdentifier: message.messageId });
      }
    }
    return { batchItemFailures };
  };
}

async function done(context: Context, message: SQSRecord): Promise<boolean> {
  try {
    for (const { bucket, key } of parseObjectCreated(message.body)) {
      await processOriginal(context, idOf(context.config, bucket, key));
    }
    return true;
  } catch (error) {
    const received = message.attributes?.ApproximateReceiveCount;
    context.log.error('given back', { messageId: message.messageId, received, error });
    return false;
  }
}

/** @throws ProcessorError for what this function should never get: the dead-letter queue shows it. */
function idOf({ originalsBucket, kind }: Config, bucket: string, key: string): string {
  const original = parseOriginalKey(key);
  if (bucket !== originalsBucket || original?.kind !== kind.name) {
    throw new ProcessorError('key-unexpected', { detail: `${bucket}/${key}` });
  }
  return original.id;
}
