import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Catalog, isStamped, openCatalog } from '@galeria/catalog';
import { searchRowsOf, someEarlierItem, startTable } from '@galeria/catalog/testing';
import { newUploadId } from '@galeria/media';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createCleanup } from '../src/changes/cleanup.ts';
import { compareWithCatalog } from '../src/changes/index.ts';
import { CLEANUP } from '../src/limits.ts';
import { modelCopy } from './model.ts';

const TABLE = 'catalog';
/** Each has up to four obsolete rows, so that a clean-up takes several batches. */
const IDS = Array.from({ length: 40 }, (_, at) => at.toString(16).padStart(64, '0'));
const SEARCH_ROWS = 3 * IDS.length;
const STAMPED = 10;
const OBSOLETE = SEARCH_ROWS + IDS.length - STAMPED;

let table: Awaited<ReturnType<typeof startTable>>;
let dynamodb: DynamoDBClient;
let client: DynamoDBDocumentClient;
let catalog: Catalog;

beforeEach(async () => {
  table = await startTable(TABLE);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  dynamodb = new DynamoDBClient({ endpoint: table.endpoint, region: 'us-east-1', credentials });
  client = DynamoDBDocumentClient.from(dynamodb);
  catalog = openCatalog({ table: TABLE, dynamodb });
  const rows = IDS.flatMap((id) => [someEarlierItem(id), ...searchRowsOf(id)]);
  for (const Item of rows) await client.send(new PutCommand({ TableName: TABLE, Item }));
  // The index of a cell was built since, so that every item has a stamp and lost its attribute.
  for (const id of IDS.slice(0, STAMPED)) {
    await catalog.stampItem((await catalog.readItems([id])).get(id)!);
  }
});
afterEach(async () => {
  dynamodb.destroy();
  await table.close();
});

async function rows(): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: TABLE }));
  return Items;
}
const isObsolete = (row: Record<string, unknown>) =>
  /^WORDS?#/.test(String(row.pk)) || String(row.sk).startsWith('WORDS#') || 'shelf' in row;

const compare = (more: Partial<Parameters<typeof compareWithCatalog>[0]> = {}) => {
  const copy = modelCopy();
  return compareWithCatalog({
    catalog,
    apply: copy.apply,
    versions: copy.versions,
    signal: new AbortController().signal,
    pauseMs: 0,
    ...more,
  });
};

test('a comparison deletes what earlier releases wrote for listings and search, once', async () => {
  const found = await compare();
  expect(found).toMatchObject({ items: IDS.length, removed: OBSOLETE });
  const left = await rows();
  expect(left.filter(isObsolete)).toEqual([]);
  expect(left.map(({ id }) => id).toSorted()).toEqual(IDS);
  expect(left.every((row) => isStamped(row))).toBe(true);
  expect(await compare()).toMatchObject({ items: IDS.length, removed: 0, stamped: 0 });
  expect(await rows()).toEqual(left);
});

test('a clean-up that was interrupted is resumed with the rows that are left', async () => {
  const stopped = new AbortController();
  let batches = 0;
  const interrupted = compare({
    signal: stopped.signal,
    catalog: {
      ...catalog,
      removeObsolete: async (some) => {
        await catalog.removeObsolete(some);
        if (++batches === 2) stopped.abort();
      },
    },
  });
  await expect(interrupted).rejects.toMatchObject({ name: 'AbortError' });
  const left = (await rows()).filter(isObsolete).length;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(OBSOLETE - CLEANUP.batch);
  // The next start of the same or another cell, after the lease has lapsed.
  const later = openCatalog({ table: TABLE, dynamodb });
  const leaseCleanup: Catalog['leaseCleanup'] = () => Promise.resolve(true);
  const { removed } = await compare({ catalog: { ...later, leaseCleanup } });
  expect(removed).toBe(left);
  expect((await rows()).filter(isObsolete)).toEqual([]);
});

test('a cell leaves the rows to the cell that holds the lease', async () => {
  await catalog.leaseCleanup('another cell');
  expect(await compare()).toMatchObject({ items: IDS.length, removed: 0 });
  // The stamps of this comparison removed the attributes of the items.
  expect((await rows()).filter(isObsolete)).toHaveLength(SEARCH_ROWS);
  await catalog.endCleanup('another cell');
  await Promise.all([compare(), compare()]);
  const left = await rows();
  expect(left.filter(isObsolete)).toEqual([]);
  expect(left.map(({ id }) => id).toSorted()).toEqual(IDS);
});

test('changes during a clean-up are kept', async () => {
  const [deleted = '', ...others] = IDS;
  const running = compare();
  for (const id of others) {
    await catalog.registerUpload({
      upload: newUploadId(),
      id,
      kind: 'image',
      mimeType: 'image/jpeg',
      size: 1234,
      filename: 'other.jpg',
      receivedAt: new Date().toISOString(),
      generation: 1,
      cell: 'a',
    });
  }
  await catalog.beginDelete(deleted);
  await running;
  const records = await catalog.readItems(IDS);
  expect(records.get(deleted)).toMatchObject({ status: 'deleting' });
  for (const id of others) {
    expect(records.get(id)).toMatchObject({ names: new Set(['old.jpg', 'other.jpg']) });
  }
  expect((await rows()).filter(isObsolete)).toEqual([]);
});

test('the progress of a clean-up is reported until its end', async () => {
  const reported: number[] = [];
  const { signal } = new AbortController();
  const onProgress = (removed: number) => reported.push(removed);
  const cleanup = createCleanup({ catalog, signal, onProgress, reportMs: 0 });
  const obsolete = (await rows()).filter(isObsolete).slice(0, 2 * CLEANUP.batch + 1);
  await cleanup.remove(obsolete.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
  expect(reported).toEqual([CLEANUP.batch, 2 * CLEANUP.batch, 2 * CLEANUP.batch + 1]);
  expect(await cleanup.end()).toBe(2 * CLEANUP.batch + 1);
  expect((await rows()).some(({ pk }) => pk === 'CLEANUP')).toBe(false);
});
