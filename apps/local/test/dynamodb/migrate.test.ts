import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import database from 'dynalite/db/index.js';
import { openRecords } from '../../src/dynamodb/records.ts';
import { ensureTable, startDynamoDb } from '../../src/dynamodb/server.ts';
import { connect, schema, table } from './host.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-migrate-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const count = 40;
const item = (i: number) => ({
  pk: { S: `item ${i}` },
  sk: { S: 'é~' },
  kind: { S: 'image' },
  date: { S: String(i).padStart(3, '0') },
});

/** Creates the data folder of earlier versions: dynalite's own storage on LevelDB. */
async function makeLevelDb(folder: string, status = 'ACTIVE'): Promise<void> {
  const { db } = database.create({ path: folder });
  const description = { ...schema, TableStatus: status };
  await db.put(`table~${table}`, description);
  const index = schema.GlobalSecondaryIndexes![0]!;
  for (let i = 0; i < count; i++) {
    const key = database.createKey(item(i), description);
    await db.put(`item-${table}~${key}`, item(i));
    const entry = database.createIndexKey(item(i), description, index.KeySchema!);
    await db.put(`index-global~${table}~by-kind~${entry}`, item(i));
  }
  await db.put(`tag-${table}~a~b`, 'value');
  await db.close();
}

async function withServer<T>(work: (dynamodb: DynamoDBClient) => Promise<T>): Promise<T> {
  const server = await startDynamoDb({ dir });
  const dynamodb = connect(server.endpoint);
  try {
    await ensureTable(dynamodb, schema);
    return await work(dynamodb);
  } finally {
    dynamodb.destroy();
    await server.close();
  }
}

const read = (dynamodb: DynamoDBClient) =>
  Promise.all([
    dynamodb.send(new ScanCommand({ TableName: table })),
    dynamodb.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'by-kind',
        KeyConditionExpression: 'kind = :kind',
        ExpressionAttributeValues: { ':kind': { S: 'image' } },
      }),
    ),
  ]);

const everything = Array.from({ length: count }, (_, i) => item(i));

async function expectEverything(): Promise<void> {
  const [scan, query] = await withServer(read);
  expect(scan.Items).toHaveLength(count);
  expect(scan.Items).toEqual(expect.arrayContaining(everything));
  expect(query.Items).toEqual(everything);
  expect(await readdir(dir)).toEqual(['dynamodb.sqlite']);
}

test('a LevelDB folder of an earlier version is migrated', async () => {
  await makeLevelDb(dir);
  await expectEverything();
  const records = openRecords(join(dir, 'dynamodb.sqlite'));
  expect(records.get(`tag-${table}`, 'a~b')).toBe('value');
  records.close();
});

test('a migration killed before LevelDB was deleted starts over', async () => {
  await makeLevelDb(dir);
  const records = openRecords(join(dir, 'dynamodb.sqlite'));
  records.put(`item-${table}`, 'left over', item(1000));
  records.close();
  await expectEverything();
});

test('a migration killed while deleting LevelDB finishes the deletion and copies nothing', async () => {
  const leveldb = await mkdtemp(join(tmpdir(), 'galeria-leveldb-'));
  await makeLevelDb(leveldb);
  await cp(leveldb, dir, { recursive: true });
  await expectEverything();
  // The state after a kill directly after the deletion of CURRENT.
  await rm(join(leveldb, 'CURRENT'));
  await cp(leveldb, dir, { recursive: true });
  await expectEverything();
  await rm(leveldb, { recursive: true });
});

test('a table that was being deleted in LevelDB is deleted', async () => {
  await makeLevelDb(dir, 'DELETING');
  const [scan, query] = await withServer(read);
  expect([scan.Items, query.Items]).toEqual([[], []]);
});
