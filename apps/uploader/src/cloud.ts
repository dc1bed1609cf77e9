import type { S3Client } from '@aws-sdk/client-s3';
import type { AuditPolicy, Catalog } from '@galeria/catalog';
import { openCatalog } from '@galeria/catalog';
import {
  createEraser,
  type Erase,
  openDynamoDb,
  openS3,
  openSqs,
  type ProcessingQueues,
} from '@galeria/cloud';
import type { Config } from './config.ts';

/** The AWS services of one cell, and the settings that go into what the cell writes there. */
export interface Cloud extends ProcessingQueues {
  readonly catalog: Catalog;
  readonly s3: S3Client;
  readonly erase: Erase;
  readonly galleryBucket: string;
  readonly cell: string;
  readonly audit: AuditPolicy;
}

export function openCloud(config: Config): Cloud {
  const { region, table, originalsBucket, galleryBucket, queues, cell, audit } = config;
  const dynamodb = openDynamoDb({ region, requestTimeoutMs: config.catalogTimeoutMs });
  const catalog = openCatalog({ table, dynamodb });
  const s3 = openS3({ region, requestTimeoutMs: config.storeTimeoutMs });
  const sqs = openSqs({ region });
  const erase = createEraser({ s3, catalog, originalsBucket, galleryBucket });
  return { catalog, s3, sqs, erase, originalsBucket, galleryBucket, queues, cell, audit };
}
