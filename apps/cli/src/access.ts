import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { type Catalog, openCatalog } from '@galeria/catalog';
import {
  createEraser,
  type Erase,
  openDynamoDb,
  openS3,
  openSqs,
  type ProcessingQueues,
} from '@galeria/cloud';
import type { Stack } from './stack.ts';

export interface Access extends ProcessingQueues {
  readonly stack: Stack;
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly catalog: Catalog;
  readonly erase: Erase;
  /** Ignore changes newer than this time: later writes may still follow. Milliseconds since 1970. */
  readonly before: number;
}

/** Opens the clients for a stack's buckets, queues and catalog. */
export function openAccess(stack: Stack, before: number): Access {
  const { region, table, originalsBucket, galleryBucket, queues } = stack;
  const s3 = openS3({ region });
  const dynamodb = openDynamoDb({ region });
  const sqs = openSqs({ region });
  const catalog = openCatalog({ table, dynamodb });
  const erase = createEraser({ s3, catalog, originalsBucket, galleryBucket });
  return { stack, s3, sqs, dynamodb, catalog, erase, originalsBucket, queues, before };
}

export function closeAccess({ s3, sqs, dynamodb }: Access): void {
  for (const client of [s3, sqs, dynamodb]) client.destroy();
}
