import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { type Catalog, type ConnectionOptions, openCatalog } from '@galeria/catalog';
import { createGalleryEraser, type Erase, openDynamoDb, openS3, openSqs } from '@galeria/cloud';
import type { Config } from './config.ts';

/** The AWS services that a processor uses. */
export interface Services {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly catalog: Catalog;
  readonly erase: Erase;
}

/** Hooks for tests. */
export type Hooks = Pick<ConnectionOptions, 'checkMetadata'>;

/** Time-out of a request, in milliseconds: much shorter than that of the function. */
export const REQUEST_TIMEOUT_MS = 10_000;

export function openServices(
  { region, table, galleryBucket }: Config,
  { checkMetadata }: Hooks = {},
): Services {
  const options = { region, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  const s3 = openS3(options);
  const catalog = openCatalog({ table, dynamodb: openDynamoDb(options), checkMetadata });
  const erase = createGalleryEraser({ s3, catalog, galleryBucket });
  return { s3, sqs: openSqs(options), catalog, erase };
}
