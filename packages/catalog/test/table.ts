import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { newUploadId } from '@galeria/media';
import dynalite from 'dynalite';
import { openCatalog, schema, type UploadRecord } from '../src/index.ts';

const TABLE = 'catalog';

/** A catalog on a real DynamoDB protocol server, in memory, with the table that `infra` declares. */
export async function startCatalog() {
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  await createTable(endpoint);
  const catalog = openCatalog({ table: TABLE, region: 'us-east-1' });
  return {
    catalog,
    async stop() {
      catalog.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function createTable(endpoint: string) {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1' });
  const keys = ({ hashKey, rangeKey }: { hashKey: string; rangeKey: string }) => [
    { AttributeName: hashKey, KeyType: 'HASH' as const },
    { AttributeName: rangeKey, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(schema),
      AttributeDefinitions: schema.attributes.map(({ name, type }) => ({
        AttributeName: name,
        AttributeType: type,
      })),
      GlobalSecondaryIndexes: schema.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  client.destroy();
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
