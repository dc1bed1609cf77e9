import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Catalog, PendingDispatch } from '@galeria/catalog';
import { type MediaId, objectCreatedMessage, originalKey } from '@galeria/media';

/** One original; its kind and its id make its key. */
export interface OriginalRef {
  readonly kind: string;
  readonly id: MediaId;
}

/** Where the messages go. */
export interface ProcessingQueues {
  readonly sqs: SQSClient;
  /** The queue URL of each kind. */
  readonly queues: Readonly<Record<string, string>>;
  readonly originalsBucket: string;
}

/**
 * Sends the message that has an original processed, in the form of an S3 event. A repeated message
 * does no harm: the processor ignores it unless the item waits.
 */
export async function dispatch(
  { sqs, queues, originalsBucket }: ProcessingQueues,
  { kind, id }: OriginalRef,
  abortSignal?: AbortSignal,
): Promise<void> {
  const MessageBody = objectCreatedMessage({
    bucket: originalsBucket,
    key: originalKey(kind, id),
  });
  await sqs.send(
    new SendMessageCommand({ QueueUrl: queues[kind], MessageBody }),
    abortSignal ? { abortSignal } : {},
  );
}

/**
 * Sends the message of an item that returned to `stored`, then confirms it in the catalog. If the
 * process dies in between, the next sweep sends the message again.
 */
export async function dispatchPending(
  to: ProcessingQueues & { readonly catalog: Pick<Catalog, 'confirmDispatch'> },
  pending: PendingDispatch & OriginalRef,
  abortSignal?: AbortSignal,
): Promise<void> {
  await dispatch(to, pending, abortSignal);
  await to.catalog.confirmDispatch(pending);
}
