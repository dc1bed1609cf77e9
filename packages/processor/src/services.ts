import type { S3Client } from '@aws-sdk/client-s3';
import { type Catalog, openCatalog } from '@galeria/catalog';
import { openStore } from '@galeria/store';
import type { Config } from './config.ts';

/** What a processor talks to. No request can hang for ever: a hang would only end by the timeout. */
export interface Services {
  readonly s3: S3Client;
  readonly catalog: Catalog;
}

/** Silence on a connection after which a request is given up, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;

export function openServices({ region, table }: Config): Services {
  const options = { region, requestTimeoutMs: REQUEST_TIMEOUT_MS };
  return { s3: openStore(options), catalog: openCatalog({ ...options, table }) };
}
