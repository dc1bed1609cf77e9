import type { S3Client } from '@aws-sdk/client-s3';
import type { AuditPolicy, Catalog } from '@galeria/catalog';
import { openCatalog } from '@galeria/catalog';
import {
  createErasureClient,
  type Erase,
  type ErasureQueue,
  openDynamoDb,
  openS3,
  openSqs,
  type ProcessingQueues,
} from '@galeria/cloud';
import type { Config } from './config.ts';

/** The AWS services of one cell, and the settings that go into what the cell writes there. */
export interface Cloud extends ProcessingQueues, ErasureQueue {
  readonly catalog: Catalog;
  readonly s3: S3Client;
  /** Has the function that may delete objects do it: this process may not. */
  readonly erase: Erase;
  readonly galleryBucket: string;
  readonly cell: string;
  readonly audit: AuditPolicy;
}

export function openCloud(config: Config): Cloud {
  const { region, table, originalsBucket, galleryBucket, queues, erasures, cell, audit } = config;
  const dynamodb = openDynamoDb({ region, requestTimeoutMs: config.catalogTimeoutMs });
  const catalog = openCatalog({ table, dynamodb });
  const s3 = openS3({ region, requestTimeoutMs: config.storeTimeoutMs });
  const sqs = openSqs({ region });
  const erase = createErasureClient({
    sqs,
    catalog,
    erasures,
    timeoutMs: config.erasureTimeoutMs,
  });
  const buckets = { originalsBucket, galleryBucket };
  return { catalog, s3, sqs, erase, ...buckets, queues, erasures, cell, audit };
}
