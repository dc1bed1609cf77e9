import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type MediaId, objectCreatedMessage, originalKey } from '@galeria/media';
import type { Access } from './access.ts';

/** Queues an item for processing with the message that S3 would send for its original. */
export async function dispatch(
  { sqs, stack }: Pick<Access, 'sqs' | 'stack'>,
  { kind, id }: { readonly kind: string; readonly id: MediaId },
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: stack.queues[kind],
      MessageBody: objectCreatedMessage({
        bucket: stack.originalsBucket,
        key: originalKey(kind, id),
      }),
    }),
  );
}
