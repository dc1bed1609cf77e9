import {
  type Derive,
  type Kind,
  type MediaId,
  type Metadata,
  parseObjectCreated,
  parseOriginalKey,
  type Rendition,
} from '@galeria/media';
import { isolationInForce } from '@galeria/media/isolation';
import type { Context as LambdaContext, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Config, ConfigError, readConfig } from './config.ts';
import { LeaseHeldError, ProcessorError } from './errors.ts';
import { handleEach } from './handle-each.ts';
import { createFunctionLog, type Log } from './log.ts';
import { type Context, processOriginal } from './process-original.ts';
import { delaySeconds, retryLater } from './retry-later.ts';
import { type Hooks, openServices } from './services.ts';

export type Handler = (
  event: SQSEvent,
  lambda?: Pick<LambdaContext, 'awsRequestId'>,
) => Promise<SQSBatchResponse>;

/**
 * Creates the Lambda handler for the queue of one kind. The handler adapts the event;
 * `processOriginal` does the work. A message whose processing throws is listed in
 * `batchItemFailures`, and SQS delivers it again.
 *
 * @param kind The name of the kind that `derive` belongs to; the environment must name the same.
 * @throws EnvironmentError, ConfigError `other-kind`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function createHandler<K extends Kind>(
  derive: Derive<Rendition, Metadata<K>>,
  kind: K,
  config: Config = readConfig(),
  log: Log = createFunctionLog(),
  hooks: Hooks = {},
): Handler {
  if (config.kind.name !== kind) {
    throw new ConfigError('other-kind', { detail: `${config.kind.name}, not ${kind}` });
  }
  const { level: isolation, missing } = isolationInForce();
  log.info('decoder isolation', { isolation, missing });
  const services = openServices(config, hooks);
  return async (event, lambda) => {
    const context: Context<K> = {
      config,
      kind,
      services,
      derive,
      log: log.with({ requestId: lambda?.awsRequestId }),
    };
    return handleEach(event.Records, (message) => handle(context, message));
  };
}

async function handle<K extends Kind>(context: Context<K>, message: SQSRecord): Promise<boolean> {
  try {
    for (const { bucket, key } of parseObjectCreated(message.body)) {
      await processOriginal(context, idOf(context.config, bucket, key));
    }
    return true;
  } catch (error) {
    await retryMessage(context, message, error);
    return false;
  }
}

async function retryMessage(
  { config, services, log }: Pick<Context<Kind>, 'config' | 'services' | 'log'>,
  message: SQSRecord,
  error: unknown,
) {
  const received = Number(message.attributes.ApproximateReceiveCount);
  const seconds = delaySeconds(error, received);
  // SQS may deliver a message twice at the same time, which is not an error.
  const level = error instanceof LeaseHeldError ? 'warn' : 'error';
  log[level]('message not processed, will be retried', {
    messageId: message.messageId,
    received,
    seconds,
    error,
  });
  try {
    await retryLater(services, config.queueUrl, message, seconds);
  } catch (cause) {
    log.warn('visibility timeout not changed', { error: cause });
  }
}

/** @throws ProcessorError `key-unexpected`: the message ends in the dead-letter queue */
function idOf({ originalsBucket, kind }: Config, bucket: string, key: string): MediaId {
  const original = parseOriginalKey(key);
  if (bucket !== originalsBucket || original?.kind !== kind.name) {
    throw new ProcessorError('key-unexpected', { detail: `${bucket}/${key}` });
  }
  return original.id;
}
