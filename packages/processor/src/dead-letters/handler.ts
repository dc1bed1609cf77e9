import { openCatalog } from '@galeria/catalog';
import { parseObjectCreated, parseOriginalKey } from '@galeria/media';
import type { SQSRecord } from 'aws-lambda';
import type { Handler } from '../handler.ts';
import { createLog, type Log } from '../log.ts';
import { type Config, readConfig } from './config.ts';

/** Silence on a connection after which a request is given up, in milliseconds. */
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * Makes the handler of the dead-letter queues: each message stands for an original that no try could
 * process, and its item is marked as failed so that its uploader sees it. An item that is being
 * worked on is left alone, and its message given back; what is no original's message only is logged.
 *
 * @throws EnvironmentError
 */
export function createHandler(config: Config = readConfig(), log: Log = createLog()): Handler {
  const catalog = openCatalog({ ...config, requestTimeoutMs: REQUEST_TIMEOUT_MS });

  async function done({ body, messageId }: SQSRecord): Promise<boolean> {
    try {
      for (const { key } of objectsOf(body)) {
        const original = parseOriginalKey(key);
        if (!original) {
          log.error('dead letter names no original', { messageId, key });
          continue;
        }
        const outcome = await catalog.exhaust(original.id);
        log.warn('dead letter', { ...original, messageId, outcome });
        if (outcome === 'busy') return false;
      }
      return true;
    } catch (error) {
      log.error('given back', { messageId, error });
      return false;
    }
  }

  function objectsOf(body: string): ReturnType<typeof parseObjectCreated> {
    try {
      return parseObjectCreated(body);
    } catch (error) {
      // Nothing that is said again would make it readable: the log keeps it, the queue need not.
      log.error('dead letter cannot be read', { body, error });
      return [];
    }
  }

  return async ({ Records }) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const message of Records) {
      if (!(await done(message))) batchItemFailures.push({ itemIdentifier: message.messageId });
    }
    return { batchItemFailures };
  };
}
