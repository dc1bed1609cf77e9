import { SendMessageCommand } from '@aws-sdk/client-sqs';
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
