import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openRecords } from '../../src/dynamodb/records.ts';
import { ensureTable, startDynamoDb } from '../../src/dynamodb/server.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-repair-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const catalog = {
  TableName: 'catalog',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
};

/** Starts a server on the folder, ensures the table and runs `work`. */
async function withTable<T>(work: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const { endpoint, close } = await startDynamoDb({ dir });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
  try {
    await ensureTable(client, catalog);
    return await work(client);
  } finally {
    client.destroy();
    await close();
  }
}

const put = (client: DynamoDBClient) =>
  client.send(new PutItemCommand({ TableName: 'catalog', Item: { pk: { S: 'kept' } } }));

const scan = async (client: DynamoDBClient) =>
  (await client.send(new ScanCommand({ TableName: 'catalog' }))).Items;

/** Sets the table's status as a server killed in that state leaves it. */
function leave(status: string): void {
  const records = openRecords(join(dir, 'dynamodb.sqlite'));
  const record = records.get('table', 'catalog') as object;
  records.put('table', 'catalog', { ...record, TableStatus: status });
  records.close();
}

test.each(['CREATING', 'UPDATING'])('a table left in %s becomes usable', async (status) => {
  await withTable(put);
  leave(status);
  expect(await withTable(scan)).toEqual([{ pk: { S: 'kept' } }]);
});

test('a table left in DELETING is deleted with its items', async () => {
  await withTable(put);
  leave('DELETING');
  expect(await withTable(scan)).toEqual([]);
});

test('a database in use is refused', async () => {
  const { close } = await startDynamoDb({ dir });
  await expect(startDynamoDb({ dir })).rejects.toThrow('database is locked');
  await close();
});
