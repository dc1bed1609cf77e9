import { openCatalog } from '@galeria/catalog';
import { openDynamoDb } from '@galeria/cloud';
import { parseObjectCreated, parseOriginalKey } from '@galeria/media';
import type { SQSRecord } from 'aws-lambda';
import { handleEach } from '../handle-each.ts';
import type { Handler } from '../handler.ts';
import { createFunctionLog, type Log } from '../log.ts';
import { type Config, readConfig } from './config.ts';

/**
 * Creates the handler of the dead-letter queues. It marks the item of each message as failed, so that
 * the person who uploaded it sees the failure. If a processor owns the lease on the item, SQS delivers
 * the message again later. A message that names no original is only logged.
 *
 * @throws EnvironmentError
 */
export function createHandler(
  config: Config = readConfig(),
  log: Log = createFunctionLog(),
): Handler {
  const catalog = openCatalog({ table: config.table, dynamodb: openDynamoDb(config) });

  async function handle({ body, messageId }: SQSRecord): Promise<boolean> {
    try {
      for (const { key } of objectsOf(body)) {
        const original = parseOriginalKey(key);
        if (!original) {
          log.error('dead letter names no original', { messageId, key });
          continue;
        }
        const outcome = await catalog.markRetriesExhausted(original.id);
        log.warn('dead letter', { ...original, messageId, outcome });
        if (outcome === 'busy') return false;
      }
      return true;
    } catch (error) {
      log.error('message not processed', { messageId, error });
      return false;
    }
  }

  function objectsOf(body: string): ReturnType<typeof parseObjectCreated> {
    try {
      return parseObjectCreated(body);
    } catch (error) {
      // A redelivery would not make it readable, so the log keeps it and the queue drops it.
      log.error('dead letter is not readable', { body, error });
      return [];
    }
  }

  return ({ Records }) => handleEach(Records, handle);
}
