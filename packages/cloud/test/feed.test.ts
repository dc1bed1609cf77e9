import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Catalog, type ItemRecord, openCatalog, type UploadRecord } from '@galeria/catalog';
import { startTable } from '@galeria/catalog/testing';
import { newUploadId } from '@galeria/media';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ChangeFeed,
  compareDaily,
  compareWithCatalog,
  createChangeFeed,
} from '../src/changes/index.ts';
import { modelCopy } from './model.ts';

const TABLE = 'catalog';
let table: Awaited<ReturnType<typeof startTable>>;
let dynamodb: DynamoDBClient;
let catalog: Catalog;

beforeAll(async () => {
  table = await startTable(TABLE);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  dynamodb = new DynamoDBClient({ endpoint: table.endpoint, region: 'us-east-1', credentials });
  catalog = openCatalog({ table: TABLE, dynamodb });
});
afterAll(async () => {
  dynamodb.destroy();
  await table.close();
});

let made = 0;
const someId = () => (++made).toString(16).padStart(64, '0');
const anUpload = (id: string, more: Partial<UploadRecord> = {}): UploadRecord => ({
  upload: newUploadId(),
  id,
  kind: 'image',
  mimeType: 'image/jpeg',
  size: 1234,
  filename: 'beach.jpg',
  receivedAt: new Date().toISOString(),
  generation: 1,
  cell: 'a',
  ...more,
});

async function put(rows: readonly Record<string, unknown>[]) {
  const client = DynamoDBDocumentClient.from(dynamodb);
  const requests = rows.map((Item) => ({ PutRequest: { Item } }));
  await client.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }));
}

/** A record as a release without stamps wrote it. */
const unstamped = (id: string) => ({
  pk: `MEDIA#${id}`,
  sk: 'ITEM',
  id,
  kind: 'image',
  status: 'ready',
  generation: 1,
  changedAt: '2025-01-01T00:00:00.000Z',
  filename: 'old.jpg',
});

async function inCatalog(): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for await (const { id, version = 0 } of catalog.scanItems()) versions.set(id, version);
  return versions;
}

const sorted = (versions: ReadonlyMap<string, number>) => [...versions].toSorted();

const feedOf = (copy: ReturnType<typeof modelCopy>, failures: unknown[] = []): ChangeFeed =>
  createChangeFeed({
    catalog,
    apply: copy.apply,
    checkpoint: copy.checkpoint(),
    onFailure: (error) => failures.push(error),
  });

describe('a feed', () => {
  test('fills an empty copy, follows changes and deletions, and stops', async () => {
    const [kept, gone, old] = [someId(), someId(), someId()];
    for (const id of [kept, gone]) await catalog.registerUpload(anUpload(id));
    await put([unstamped(old)]);
    const copy = modelCopy();
    const feed = feedOf(copy);
    feed.start();
    await eventually(() => feed.state().complete && copy.held.get(kept) === 1);
    await catalog.confirmStored(kept, 1);
    await catalog.beginDelete(gone);
    await eventually(() => copy.held.get(kept) === 2 && copy.held.get(gone) === 2);
    // The scan stamps what an earlier release wrote, and the change arrives as any other.
    await eventually(() => copy.held.get(old) === 1);
    await feed.stop();
    expect(sorted(copy.held)).toEqual(sorted(await inCatalog()));
    await catalog.beginDelete(kept);
    expect(copy.held.get(kept)).toBe(2);
  });

  test('of a copy that was offline delivers what changed in the meantime', async () => {
    const copy = modelCopy();
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    const first = feedOf(copy);
    first.start();
    await eventually(() => first.state().complete);
    await first.stop();
    await catalog.confirmStored(id, 1);
    const second = feedOf(copy);
    expect(second.state()).toMatchObject({ complete: true, readAt: undefined });
    await second.read();
    await second.stop();
    expect(copy.held.get(id)).toBe(2);
  });

  test('applies changes of this process at once', async () => {
    const copy = modelCopy();
    const feed = feedOf(copy);
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await feed.refresh([id]);
    expect(copy.held.get(id)).toBe(1);
    await feed.stop();
  });

  test('applies a change once, though each read overlaps the last one', async () => {
    const copy = modelCopy();
    const applied: ItemRecord[] = [];
    const feed = createChangeFeed({
      catalog,
      apply: (records, progress) => {
        applied.push(...records);
        return copy.apply(records, progress);
      },
      checkpoint: undefined,
      onFailure: () => {},
    });
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await Promise.all([feed.read(), feed.read()]);
    await feed.read();
    expect(applied.filter((record) => record.id === id)).toHaveLength(1);
    await feed.stop();
  });

  test('reads a change that was made while a read was under way', async () => {
    const copy = modelCopy();
    const id = someId();
    let isMade = false;
    const feed = createChangeFeed({
      catalog,
      apply: async (records, progress) => {
        // The read has passed the changes, and stores its checkpoint.
        if (progress && !isMade) {
          isMade = true;
          await catalog.registerUpload(anUpload(id));
          void feed.read().then(() => seen.push(copy.held.get(id)));
        }
        return copy.apply(records, progress);
      },
      checkpoint: undefined,
      onFailure: () => {},
    });
    const seen: unknown[] = [];
    await feed.read();
    await eventually(() => seen.length === 1);
    expect(seen).toEqual([1]);
    await feed.stop();
  });

  test('reads a change again that the copy failed to apply', async () => {
    const copy = modelCopy();
    let isFull = true;
    const feed = createChangeFeed({
      catalog,
      apply: (records, progress) =>
        isFull ? Promise.reject(new Error('the disk is full')) : copy.apply(records, progress),
      checkpoint: undefined,
      onFailure: () => {},
    });
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    await expect(feed.read()).rejects.toThrow('the disk is full');
    expect(feed.state()).toMatchObject({ stale: true, readAt: undefined });
    isFull = false;
    await feed.read();
    expect(copy.held.get(id)).toBe(1);
    expect(feed.state().stale).toBe(false);
    await feed.stop();
  });

  test('is stale while DynamoDB is unavailable, and continues afterwards', async () => {
    const copy = modelCopy();
    const failures: unknown[] = [];
    let isAway = false;
    const feed = createChangeFeed({
      catalog: {
        ...catalog,
        readChanges: (request) => {
          if (isAway) throw new Error('unreachable');
          return catalog.readChanges(request);
        },
      },
      apply: copy.apply,
      checkpoint: undefined,
      onFailure: (error) => failures.push(error),
    });
    feed.start();
    await eventually(() => feed.state().complete);
    isAway = true;
    await eventually(() => feed.state().stale && failures.length > 0);
    const id = someId();
    await catalog.registerUpload(anUpload(id));
    isAway = false;
    await eventually(() => copy.held.has(id) && !feed.state().stale);
    await feed.stop();
  });
});

describe('a comparison', () => {
  const compare = (copy: ReturnType<typeof modelCopy>) =>
    compareWithCatalog({
      catalog,
      apply: copy.apply,
      versions: copy.versions,
      signal: new AbortController().signal,
      pauseMs: 0,
    });

  test('mends and reports items that are missing or old, and finds nothing afterwards', async () => {
    const copy = modelCopy();
    await compare(copy);
    const [missing, behind, same] = [someId(), someId(), someId()];
    for (const id of [missing, behind, same]) await catalog.registerUpload(anUpload(id));
    await catalog.confirmStored(behind, 1);
    copy.held.set(behind, 1);
    copy.held.set(same, 1);
    const found = await compare(copy);
    expect(found.repaired.toSorted()).toEqual([missing, behind].toSorted());
    expect(found).toMatchObject({ aheadOfCatalog: [], stamped: 0 });
    expect(sorted(copy.held)).toEqual(sorted(await inCatalog()));
    expect((await compare(copy)).repaired).toEqual([]);
  });

  test('reports items that the catalog does not have or has in an earlier version', async () => {
    const copy = modelCopy();
    const [ghost, ahead] = [someId(), someId()];
    await catalog.registerUpload(anUpload(ahead));
    await compare(copy);
    copy.held.set(ghost, 1);
    copy.held.set(ahead, 7);
    expect((await compare(copy)).aheadOfCatalog.toSorted()).toEqual([ghost, ahead].toSorted());
  });

  test('stamps changes of an earlier release', async () => {
    const copy = modelCopy();
    const id = someId();
    await put([unstamped(id)]);
    expect(await compare(copy)).toMatchObject({ stamped: 1 });
    expect((await catalog.readItems([id])).get(id)).toMatchObject({
      version: 1,
      names: new Set(['old.jpg']),
    });
  });

  test('is repeated, also after a failure, until it is stopped', async () => {
    const { apply, versions } = modelCopy();
    const results: unknown[] = [];
    const failures: unknown[] = [];
    const daily = compareDaily({
      catalog,
      apply,
      versions: (after, limit) => {
        if (failures.length === 0) throw new Error('the copy is closed');
        return versions(after, limit);
      },
      pauseMs: 0,
      onResult: (result) => results.push(result),
      onFailure: (error) => failures.push(error),
      times: { firstMs: 1, everyMs: 1 },
    });
    await eventually(() => failures.length === 1 && results.length > 1);
    await daily.stop();
    const { length } = results;
    await sleep(50);
    expect(results).toHaveLength(length);
  });

  test('ends by its signal', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    const { apply, versions } = modelCopy();
    const comparison = compareWithCatalog({ catalog, apply, versions, signal, pauseMs: 0 });
    await expect(comparison).rejects.toThrow('stopped');
  });
});
