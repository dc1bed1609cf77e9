import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ensureTable, startDynamoDb } from '../../src/dynamodb/server.ts';

let dir: string;
const clients: DynamoDBClient[] = [];
const hosts: ChildProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-dynamodb-'));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const host of hosts.splice(0)) host.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

const plain: CreateTableCommandInput = {
  TableName: 'catalog',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};
const indexed: CreateTableCommandInput = {
  ...plain,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'kind', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-kind',
      KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};
const noMatch: CreateTableCommandInput = {
  ...plain,
  KeySchema: [{ AttributeName: 'missing', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'missing', AttributeType: 'S' }],
};

function client(endpoint: string, maxAttempts?: number): DynamoDBClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const dynamodb = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials,
    ...(maxAttempts && { maxAttempts }),
  });
  clients.push(dynamodb);
  return dynamodb;
}

async function start() {
  const server = await startDynamoDb({ dir });
  return { ...server, dynamodb: client(server.endpoint) };
}

async function spawnHost() {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const host = spawn(process.execPath, [script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  hosts.push(host);
  const [endpoint] = await once(createInterface(host.stdout!), 'line');
  return {
    dynamodb: client(endpoint, 1),
    async kill() {
      const exit = once(host, 'exit');
      host.kill('SIGKILL');
      await exit;
    },
  };
}

/** Adds items of 20 kB: 26 take two batches, 60 take two pages of a scan. */
async function fill(dynamodb: DynamoDBClient, count: number): Promise<void> {
  const put = (i: number) => {
    const Item = { pk: { S: `item ${i}` }, kind: { S: 'image' }, text: { S: 'é'.repeat(10_000) } };
    return dynamodb.send(new PutItemCommand({ TableName: 'catalog', Item }));
  };
  await Promise.all(Array.from({ length: count }, (_, i) => put(i)));
}

async function keys(dynamodb: DynamoDBClient): Promise<string[]> {
  const found: string[] = [];
  let ExclusiveStartKey: Record<string, { S: string }> | undefined;
  do {
    const page = await dynamodb.send(
      new ScanCommand({ TableName: 'catalog', ProjectionExpression: 'pk', ExclusiveStartKey }),
    );
    for (const item of page.Items ?? []) found.push(item.pk!.S!);
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey !== undefined);
  return found.sort();
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `item ${i}`).sort();

const tables = async (dynamodb: DynamoDBClient) =>
  (await dynamodb.send(new ListTablesCommand({}))).TableNames;

async function countByKind(dynamodb: DynamoDBClient): Promise<number | undefined> {
  const query = new QueryCommand({
    TableName: 'catalog',
    IndexName: 'by-kind',
    KeyConditionExpression: 'kind = :kind',
    ExpressionAttributeValues: { ':kind': { S: 'image' } },
    Select: 'COUNT',
  });
  return (await dynamodb.send(query)).Count;
}

test('an item survives kill -9 of the server', async () => {
  const first = await spawnHost();
  await ensureTable(first.dynamodb, plain);
  await fill(first.dynamodb, 2);
  await first.kill();

  const second = await start();
  await ensureTable(second.dynamodb, plain);
  expect(await keys(second.dynamodb)).toEqual(names(2));
  await second.close();
});

test('a client that aborts a request does not disturb the server', async () => {
  const server = await start();
  const { hostname, port } = new URL(server.endpoint);
  for (let i = 0; i < 10; i++) {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: local\r\ncontent-length: 1000\r\n\r\n{');
    await sleep(2);
    socket.resetAndDestroy();
  }
  await ensureTable(server.dynamodb, plain);
  expect(await tables(server.dynamodb)).toEqual(['catalog']);
  await server.close();
});

describe('ensureTable', () => {
  test('adds an index to a table and keeps its items', async () => {
    const server = await start();
    await ensureTable(server.dynamodb, plain);
    await fill(server.dynamodb, 60);
    await ensureTable(server.dynamodb, indexed);
    expect(await countByKind(server.dynamodb)).toBe(60);
    expect(await keys(server.dynamodb)).toEqual(names(60));
    expect(await tables(server.dynamodb)).toEqual(['catalog']);
    await server.close();
  });

  test('does not change a table with the same shape in another order', async () => {
    const server = await start();
    await ensureTable(server.dynamodb, indexed);
    const describeTable = new DescribeTableCommand({ TableName: 'catalog' });
    const before = await server.dynamodb.send(describeTable);
    await ensureTable(server.dynamodb, {
      ...indexed,
      AttributeDefinitions: indexed.AttributeDefinitions!.toReversed(),
      SSESpecification: { Enabled: true },
    });
    const after = await server.dynamodb.send(describeTable);
    expect(after.Table?.TableId).toBe(before.Table?.TableId);
    await server.close();
  });

  test('refuses keys that the items lack, and loses nothing', async () => {
    const server = await start();
    await ensureTable(server.dynamodb, plain);
    await fill(server.dynamodb, 3);
    await expect(ensureTable(server.dynamodb, noMatch)).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await ensureTable(server.dynamodb, plain);
    expect(await keys(server.dynamodb)).toEqual(names(3));
    expect(await tables(server.dynamodb)).toEqual(['catalog']);
    await server.close();
  });

  /** Stops after each request of a copy, and then asks for the same or the earlier shape. */
  test('a migration killed after any request is finished by the next start without losing an item', async () => {
    const count = 26;
    let requests = 0;
    let finished = false;
    for (let stopAfter = 0; !finished; stopAfter++) {
      await rm(dir, { recursive: true, force: true });
      const first = await start();
      await ensureTable(first.dynamodb, plain);
      await fill(first.dynamodb, count);
      finished = await ensureUntil(first.dynamodb, stopAfter);
      await first.close();
      requests = stopAfter;

      const second = await start();
      const wanted = stopAfter % 2 === 0 ? indexed : plain;
      await ensureTable(second.dynamodb, wanted);
      expect(await keys(second.dynamodb)).toEqual(names(count));
      expect(await tables(second.dynamodb)).toEqual(['catalog']);
      if (wanted === indexed) expect(await countByKind(second.dynamodb)).toBe(count);
      await second.close();
    }
    expect(requests).toBeGreaterThan(10);
  });

  test('kill -9 during a migration loses no item', async () => {
    for (const delay of [5, 20, 40]) {
      await rm(dir, { recursive: true, force: true });
      const first = await spawnHost();
      await ensureTable(first.dynamodb, plain);
      await fill(first.dynamodb, 26);
      const change = ensureTable(first.dynamodb, indexed).catch((error: unknown) => error);
      await sleep(delay);
      await first.kill();
      await change;

      const second = await start();
      await ensureTable(second.dynamodb, indexed);
      expect(await keys(second.dynamodb)).toEqual(names(26));
      expect(await countByKind(second.dynamodb)).toBe(26);
      expect(await tables(second.dynamodb)).toEqual(['catalog']);
      await second.close();
    }
  });
});

/**
 * Runs ensureTable with a client that fails after `stopAfter` requests. @returns whether it finished
 */
async function ensureUntil(dynamodb: DynamoDBClient, stopAfter: number): Promise<boolean> {
  let left = stopAfter;
  dynamodb.middlewareStack.add(
    (next) => async (args) => {
      if (left-- <= 0) throw new Error('stopped here');
      return next(args);
    },
    { step: 'initialize' },
  );
  try {
    await ensureTable(dynamodb, indexed);
    return true;
  } catch {
    return left < 0 ? false : Promise.reject(new Error('failed before it was stopped'));
  }
}
