import { kinds } from '@galeria/media';
import { mallocEnvironment } from '../../src/memory/malloc.ts';

/** The queue URLs of all kinds; several kinds may share one. */
export const queuesOf = (url: (kind: string) => string): string =>
  JSON.stringify(Object.fromEntries(kinds.map(({ name }) => [name, url(name)])));

/** The environment of a cell; by default its endpoints refuse connections. */
export const environment = (dataDir: string, more: Record<string, string> = {}) => ({
  ...mallocEnvironment,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'galeria',
  AWS_SECRET_ACCESS_KEY: 'galeria-secret',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  GALERIA_CELL: 'a',
  GALERIA_ORIGINALS_BUCKET: 'originals',
  GALERIA_GALLERY_BUCKET: 'gallery',
  GALERIA_TABLE: 'catalog',
  GALERIA_QUEUES: queuesOf((kind) => `http://127.0.0.1:9/000000000000/${kind}`),
  // Longer than a deletion takes on a busy machine.
  GALERIA_ERASURE_TIMEOUT_MS: '90000',
  GALERIA_ERASURES: 'http://127.0.0.1:9/000000000000/erasures',
  GALERIA_DATA_DIR: dataDir,
  GALERIA_PORT: '0',
  GALERIA_SPOOL_MIN_FREE_BYTES: '1',
  ...more,
});
