import type { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Catalog, openCatalog } from '@galeria/catalog';
import { createGalleryEraser, type Erase, openStore } from '@galeria/cloud';
import type { Config } from './config.ts';

/** What a processor talks to. No request can hang for ever: a hang would only end by the timeout. */
export interface Services {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly catalog: Catalog;
  readonly erase: Erase;
}

/** Silence on a connection after which a request is given up, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;

const CONNECTION_TIMEOUT_MS = 2_000;

export function openServices({ region, table, galleryBucket }: Config): Services {
  const options = { region, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  const s3 = openStore(options);
  const catalog = openCatalog({ ...options, table });
  const sqs = new SQSClient({
    region,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  return { s3, sqs, catalog, erase: createGalleryEraser({ s3, catalog, galleryBucket }) };
}
