import { newUploadId } from '@galeria/media';
import { openCatalog, type UploadRecord } from '../src/index.ts';
import { startTable } from './testing.ts';

const TABLE = 'catalog';

/** A catalog in a table of its own. */
export async function startCatalog() {
  const table = await startTable(TABLE);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = table.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const catalog = openCatalog({ table: TABLE, region: 'us-east-1' });
  return {
    catalog,
    async stop() {
      catalog.close();
      await table.close();
    },
  };
}

let made = 0;

/** A media id that no other call gives. */
export const someId = (): string => (++made).toString(16).padStart(64, '0');

export const anUpload = (id: string, more: Partial<UploadRecord> = {}): UploadRecord => ({
  upload: newUploadId(),
  id,
  kind: 'image',
  mimeType: 'image/jpeg',
  size: 1234,
  filename: 'férias na praia 🏖.jpg',
  receivedAt: new Date().toISOString(),
  generation: 1,
  cell: 'a',
  ...more,
});

export const anEnd = {
  outcome: 'ready',
  durationMs: 12,
  memoryMiB: 34,
  coldStart: false,
} as const;
