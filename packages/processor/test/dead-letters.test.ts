import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Catalog, openCatalog, schema } from '@galeria/catalog';
import { newUploadId, objectCreatedMessage, originalKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import dynalite from 'dynalite';
import { createHandler } from '../src/dead-letters/handler.ts';
import { createLog } from '../src/log.ts';

const config = { table: 'catalog', region: 'us-east-1' };

let server: Server;
let catalog: Catalog & { close(): void };

beforeAll(async () => {
  server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  const client = new DynamoDBClient({ endpoint, region: config.region });
  await client.send(
    new CreateTableCommand({
      TableName: config.table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: schema.hashKey, KeyType: 'HASH' },
        { AttributeName: schema.rangeKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [schema.hashKey, schema.rangeKey].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
    }),
  );
  client.destroy();
  catalog = openCatalog(config);
});

afterAll(async () => {
  catalog.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const idOf = (digit: string) => digit.repeat(64);

async function stored(id: string): Promise<void> {
  await catalog.registerUpload({
    upload: newUploadId(),
    id,
    kind: 'image',
    mimeType: 'image/jpeg',
    size: 1,
    filename: 'a.jpg',
    receivedAt: new Date().toISOString(),
    generation: 1,
    cell: 'a',
  });
  await catalog.confirmStored(id, 1);
}

const event = (bodies: Record<string, string>) =>
  ({
    Records: Object.entries(bodies).map(([messageId, body]) => ({ messageId, body })),
  }) as unknown as SQSEvent;

const about = (id: string) =>
  objectCreatedMessage({ bucket: 'originals', key: originalKey('image', id) });

test('marks the item, and again changes nothing', async () => {
  await stored(idOf('a'));
  const handle = createHandler(config, createLog(new PassThrough()));
  for (const _ of [1, 2]) {
    expect(await handle(event({ m: about(idOf('a')) }))).toEqual({ batchItemFailures: [] });
    expect(await catalog.get(idOf('a'))).toMatchObject({
      status: 'failed',
      failure: { code: 'retries-exhausted' },
    });
  }
});

test('gives back an item that is being worked on, and drops what names none', async () => {
  await stored(idOf('b'));
  await catalog.claim(idOf('b'), { kind: 'image', owner: newUploadId(), leaseSeconds: 60 });
  const handle = createHandler(config, createLog(new PassThrough()));
  const answer = await handle(
    event({
      working: about(idOf('b')),
      unknown: about(idOf('c')),
      'no-original': objectCreatedMessage({ bucket: 'originals', key: 'uploads/x.json' }),
      'no-event': 'hello',
    }),
  );
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'working' }] });
  expect(await catalog.get(idOf('b'))).toMatchObject({ status: 'processing' });
});
