import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Catalog, DeletedGeneration, UploadRef } from '@galeria/catalog';
import { isMediaId, isUploadId } from '@galeria/media';
import type { Erase } from './erase.ts';
import { CloudError } from './errors.ts';
import { ERASURE_PAUSE_MS } from './limits.ts';

/** The queue of the function that deletes objects, which no other role of the pipeline may delete. */
export interface ErasureQueue {
  readonly sqs: SQSClient;
  /** The URL of the queue. */
  readonly erasures: string;
}

/** The parameters of `Erase`. */
export interface Erasure {
  readonly deleted: DeletedGeneration;
  readonly late: readonly UploadRef[];
}

/** Requests the deletion of the objects of a deleted item. A repeated message does no harm. */
export async function requestErasure(
  { sqs, erasures }: ErasureQueue,
  { id, generation }: DeletedGeneration,
  late: readonly UploadRef[] = [],
): Promise<void> {
  const message = {
    deleted: { id, generation },
    late: late.map(({ upload, receivedAt }) => ({ upload, receivedAt })),
  } satisfies Erasure;
  await sqs.send(
    new SendMessageCommand({ QueueUrl: erasures, MessageBody: JSON.stringify(message) }),
  );
}

export interface ErasureClientOptions extends ErasureQueue {
  readonly catalog: Pick<Catalog, 'isDeletionOpen'>;
  /** How long a deletion may take, in milliseconds, before the caller gets an error. */
  readonly timeoutMs: number;
}

/**
 * Returns an `Erase` for processes without the permission to delete objects: it requests the deletion
 * and waits until it is complete. Late objects of a deletion that was complete before are deleted
 * shortly after it returns.
 *
 * @throws CloudError `not-erased` after `timeoutMs`; the queue keeps the request
 */
export function createErasureClient({ catalog, timeoutMs, ...queue }: ErasureClientOptions): Erase {
  return async (deleted, late) => {
    await requestErasure(queue, deleted, late);
    const until = Date.now() + timeoutMs;
    for (let pauseMs: number = ERASURE_PAUSE_MS.first; ; pauseMs *= 2) {
      if (!(await catalog.isDeletionOpen(deleted.id))) return;
      if (Date.now() >= until) {
        throw new CloudError('not-erased', { detail: `${deleted.id} is still being deleted` });
      }
      await sleep(Math.min(pauseMs, ERASURE_PAUSE_MS.longest));
    }
  };
}

/** @throws CloudError `bad-erasure` */
export function parseErasure(body: string): Erasure {
  let message: Partial<Erasure>;
  try {
    message = { ...JSON.parse(body) };
  } catch (cause) {
    throw new CloudError('bad-erasure', { cause });
  }
  const { deleted, late } = message;
  if (isDeletedGeneration(deleted) && Array.isArray(late) && late.every(isUploadRef)) {
    return { deleted, late };
  }
  throw new CloudError('bad-erasure', { detail: body });
}

const isDeletedGeneration = (value: unknown): value is DeletedGeneration => {
  const { id, generation } = { ...(value as Partial<DeletedGeneration>) };
  return isMediaId(String(id)) && Number.isInteger(generation);
};

const isUploadRef = (value: unknown): value is UploadRef => {
  const { upload, receivedAt } = { ...(value as Partial<UploadRef>) };
  return isUploadId(String(upload)) && !Number.isNaN(Date.parse(String(receivedAt)));
};
