import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { PendingDispatch } from '@galeria/catalog';
import { type MediaId, objectCreatedMessage, originalKey } from '@galeria/media';
import type { Cloud } from './ship/ship-file.ts';

/** Tells an item's processor to look at its original, as S3 would by an event. */
export async function dispatch(
  { sqs, queues, originalsBucket }: Pick<Cloud, 'sqs' | 'queues' | 'originalsBucket'>,
  { kind, id }: { readonly kind: string; readonly id: MediaId },
  abortSignal?: AbortSignal,
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queues[kind],
      MessageBody: objectCreatedMessage({
        bucket: originalsBucket,
        key: originalKey(kind, id),
      }),
    }),
    abortSignal ? { abortSignal } : {},
  );
}

/**
 * Sends the message of an item that was sent back to `stored`, then notes that it was sent. Where this
 * is cut off in between, the next sweep sends the message once more, which changes nothing.
 */
export async function dispatchPending(
  cloud: Cloud,
  pending: PendingDispatch & { readonly kind: string },
  abortSignal?: AbortSignal,
): Promise<void> {
  await dispatch(cloud, pending, abortSignal);
  await cloud.catalog.confirmDispatch(pending);
}
