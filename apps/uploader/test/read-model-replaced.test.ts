import { join } from 'node:path';
import { openCatalog } from '@galeria/catalog';
import { startTable } from '@galeria/catalog/testing';
import { encodeCheckpoint, openDynamoDb, openS3 } from '@galeria/cloud';
import { newUploadId } from '@galeria/media';
import { IndexError, openSqliteIndex } from '@galeria/media-index';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { Cloud } from '../src/cloud.ts';
import { toProblem } from '../src/http/problem.ts';
import { changeOf } from '../src/read-model/indexed-item.ts';
import { openReadModel } from '../src/read-model/read-model.ts';

let table: Awaited<ReturnType<typeof startTable>>;
let dynamodb: ReturnType<typeof openDynamoDb>;

beforeAll(async () => {
  table = await startTable('catalog');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  dynamodb = openDynamoDb({ region: 'us-east-1' });
});
afterAll(async () => {
  dynamodb.destroy();
  await table.close();
});

const kept = 'a'.repeat(64);
const gone = 'b'.repeat(64);

/** The part of a cell's cloud that the index uses. */
function openCloud(): Cloud {
  const catalog = openCatalog({ table: 'catalog', dynamodb });
  return { catalog, s3: openS3(), galleryBucket: 'gallery' } as Partial<Cloud> as Cloud;
}

test('an index with an item that the catalog lacks is replaced after the comparison', async () => {
  const cloud = openCloud();
  const dataDir = await newFolder();
  await cloud.catalog.registerUpload({
    ...{ upload: newUploadId(), id: kept, kind: 'image', mimeType: 'image/jpeg', size: 1 },
    ...{ filename: 'a.jpg', receivedAt: new Date().toISOString(), generation: 1, cell: 'a' },
  });
  const record = (await cloud.catalog.readItems([kept])).get(kept)!;
  // As if the catalog was restored to a time before the second upload.
  const path = join(dataDir, 'index.sqlite');
  const before = await openSqliteIndex({ path });
  const checkpoint = encodeCheckpoint({ time: Date.now(), scan: undefined });
  const changes = [record, { ...record, id: gone }].map(changeOf);
  await before.apply(changes, { checkpoint, complete: true });
  await before.close();

  const readModel = openReadModel({
    cloud,
    dataDir,
    spool: { waiting: () => [] },
    log: pino({ level: 'silent' }),
    comparisonTimes: { firstMs: 1, everyMs: 3_600_000 },
  });
  const listed = async () => {
    const { items } = await readModel.read((index) => index.list({}));
    return items.map(({ id }) => id);
  };
  await eventually(async () => {
    const found = await listed().catch(() => []);
    return readModel.freshness().complete && found.length === 1;
  });
  expect(await listed()).toEqual([kept]);
  await readModel.stop();
});

test.each(['busy', 'too-slow', 'corrupt', 'failed', 'closed'] as const)(
  'a request that the index fails as %s is answered as index-unavailable',
  (code) => {
    const error = new IndexError(code);
    expect(toProblem(error as never)).toMatchObject({
      code: 'index-unavailable',
      status: 503,
      cause: error,
    });
  },
);
