import { PassThrough } from 'node:stream';
import { type Catalog, openCatalog } from '@galeria/catalog';
import { startTable } from '@galeria/catalog/testing';
import { openDynamoDb } from '@galeria/cloud';
import { newUploadId, objectCreatedMessage, originalKey } from '@galeria/media';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { createHandler } from '../src/dead-letters/handler.ts';
import { createLog } from '../src/log.ts';

const config = { table: 'catalog', region: 'us-east-1' };

let table: Awaited<ReturnType<typeof startTable>>;
let catalog: Catalog;
let dynamodb: ReturnType<typeof openDynamoDb>;

beforeAll(async () => {
  table = await startTable(config.table);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = table.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  dynamodb = openDynamoDb(config);
  catalog = openCatalog({ table: config.table, dynamodb });
});

afterAll(async () => {
  dynamodb.destroy();
  await table.close();
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

test('marks the item as failed; repeating it changes nothing', async () => {
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

test('retries an item that is being processed, and drops a message that names none', async () => {
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
