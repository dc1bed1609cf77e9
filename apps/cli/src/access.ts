import type { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { openCatalog } from '@galeria/catalog';
import { createEraser, openStore } from '@galeria/store';
import type { Stack } from './stack.ts';

export interface Access {
  readonly stack: Stack;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly catalog: ReturnType<typeof openCatalog>;
  readonly erase: ReturnType<typeof createEraser>;
  /** Ignore changes newer than this time: later writes may still follow. Milliseconds since 1970. */
  readonly before: number;
}

/** Opens the clients for a stack's buckets, queues and catalog. */
export function openAccess(stack: Stack, before: number): Access {
  const { region, table, originalsBucket, galleryBucket } = stack;
  const s3 = openStore({ region });
  const catalog = openCatalog({ region, table });
  const erase = createEraser({ s3, catalog, originalsBucket, galleryBucket });
  return { stack, s3, sqs: new SQSClient({ region }), catalog, erase, before };
}

export function closeAccess({ s3, sqs, catalog }: Access): void {
  s3.destroy();
  sqs.destroy();
  catalog.close();
}
