import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { PendingDispatch } from '@galeria/catalog';
import { type MediaId, objectCreatedMessage, originalKey } from '@galeria/media';
import type { Cloud } from './ship/ship-file.ts';

/** Sends the message of an item to its processor's queue, in the form of an S3 event. */
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
 * Sends the message of an item that was reset to `stored`, then records that it was sent. After an
 * interruption in between, the next sweep sends the message again, which is harmless.
 */
export async function dispatchPending(
  cloud: Cloud,
  pending: PendingDispatch & { readonly kind: string },
  abortSignal?: AbortSignal,
): Promise<void> {
  await dispatch(cloud, pending, abortSignal);
  await cloud.catalog.confirmDispatch(pending);
}
