import { type Description, openCatalog } from '@galeria/catalog';
import {
  createEraser,
  type Erasure,
  openDynamoDb,
  openS3,
  openSqs,
  parseErasure,
  readUploadRecord,
} from '@galeria/cloud';
import type { SQSRecord } from 'aws-lambda';
import { handleEach } from '../handle-each.ts';
import type { Handler } from '../handler.ts';
import { createFunctionLog, type Log } from '../log.ts';
import type { QueueConfig } from '../queue-config.ts';
import { delaySeconds, retryLater } from '../retry-later.ts';
import { REQUEST_TIMEOUT_MS } from '../services.ts';
import { readConfig } from './config.ts';

/**
 * Creates the handler of the queue of erasures. It deletes the objects and child records of a deleted
 * item: only what the tombstone in the catalog covers, whatever the message says. A message whose
 * erasure fails is delivered again.
 *
 * @throws EnvironmentError
 */
export function createHandler(
  config: QueueConfig = readConfig(),
  log: Log = createFunctionLog(),
): Handler {
  const { region, table, originalsBucket, queueUrl } = config;
  const options = { region, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  const s3 = openS3(options);
  const sqs = openSqs(options);
  const catalog = openCatalog({ table, dynamodb: openDynamoDb(options) });
  const erase = createEraser({ ...config, s3, catalog });

  /** The late uploads that belong to deleted generations, by the catalog and their own records. */
  async function covered({ deleted, late }: Erasure): Promise<Erasure['late']> {
    if (late.length === 0) return late;
    const item = await catalog.describe(deleted.id);
    const deletedTo = deletedGenerationOf(item);
    const found: Erasure['late'][number][] = [];
    for (const ref of late) {
      const record = await readUploadRecord(s3, originalsBucket, ref.upload);
      const belongs = record?.id === deleted.id && (record.generation ?? 0) <= deletedTo;
      if (!record || belongs) found.push(ref);
      else log.error('late upload is of another generation or item', { ...deleted, ...ref });
    }
    return found;
  }

  async function handle(message: SQSRecord): Promise<boolean> {
    try {
      const erasure = parseErasure(message.body);
      await erase(erasure.deleted, await covered(erasure));
      log.info('erased', { ...erasure.deleted, late: erasure.late.length });
      return true;
    } catch (error) {
      const seconds = delaySeconds(error, Number(message.attributes.ApproximateReceiveCount));
      log.error('not erased, will be retried', { messageId: message.messageId, seconds, error });
      await retryLater({ sqs }, queueUrl, message, seconds).catch((cause: unknown) => {
        log.warn('visibility timeout not changed', { error: cause });
      });
      return false;
    }
  }

  return ({ Records }) => handleEach(Records, handle);
}

/** The last generation whose uploads were deleted; 0 if there is none. */
function deletedGenerationOf(item: Description): number {
  if (item.state === 'absent') return 0;
  return item.state === 'alive' ? item.firstGeneration - 1 : item.generation;
}
