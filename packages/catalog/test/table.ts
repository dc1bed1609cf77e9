import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { newUploadId } from '@galeria/media';
import { checkMetadata } from '../src/check-metadata.ts';
import { openCatalog, type UploadRecord } from '../src/index.ts';
import { connect } from '../src/table/connection.ts';
import { startTable } from './testing.ts';

const TABLE = 'catalog';
/** The most rows that one BatchWriteItem accepts. */
const BATCH = 25;

/** Starts a catalog in a table of its own. */
export async function startCatalog() {
  const table = await startTable(TABLE);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = table.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const dynamodb = new DynamoDBClient({ region: 'us-east-1' });
  const catalog = openCatalog({ table: TABLE, dynamodb, checkMetadata });
  const client = DynamoDBDocumentClient.from(dynamodb);
  return {
    catalog,
    connection: connect({ table: TABLE, dynamodb }),
    /** Reads every row whose partition key has a prefix, without the catalog's own code. */
    async rows(prefix = ''): Promise<Record<string, unknown>[]> {
      const found: Record<string, unknown>[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({ TableName: TABLE, ...(start ? { ExclusiveStartKey: start } : {}) }),
        );
        found.push(...(page.Items ?? []).filter(({ pk }) => pk.startsWith(prefix)));
        start = page.LastEvaluatedKey;
      } while (start);
      return found;
    },
    /** Writes rows as they are. */
    async put(items: readonly Record<string, unknown>[]): Promise<void> {
      for (let at = 0; at < items.length; at += BATCH) {
        const some = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }));
        await client.send(new BatchWriteCommand({ RequestItems: { [TABLE]: some } }));
      }
    },
    async stop() {
      dynamodb.destroy();
      await table.close();
    },
  };
}

let made = 0;

/** Returns a media id that no other call returns. */
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
