import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ensureTable } from '../../src/dynamodb/server.ts';
import { connect, killHosts, schema, spawnHost, table as TableName } from './host.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-durability-'));
});
afterEach(async () => {
  killHosts();
  await rm(dir, { recursive: true, force: true });
});

const kinds = ['image', 'audio'];
const key = (i: number) => ({ pk: { S: `item ${i}` }, sk: { S: 'x' } });
const entry = (i: number, kind: string) => ({ ...key(i), kind: { S: kind }, date: { S: '2026' } });

async function scan(client: DynamoDBClient, IndexName?: string) {
  const items = [];
  for await (const page of paginateScan({ client }, { TableName, IndexName }))
    items.push(...(page.Items ?? []));
  return items.sort((a, b) => (a.pk!.S! < b.pk!.S! ? -1 : 1));
}

test('kill -9 during writes keeps items and index entries consistent', async () => {
  const items = 8;
  for (let round = 0; round < 2; round++) {
    const host = await spawnHost('./serve.ts', dir);
    const dynamodb = connect(host.endpoint);
    await ensureTable(dynamodb, schema);
    let written = 0;
    const change = async (i: number) => {
      for (let turn = 0; ; turn++) {
        await dynamodb.send(
          new UpdateItemCommand({
            TableName,
            Key: key(i),
            UpdateExpression: 'SET kind = :kind, #date = :date',
            ExpressionAttributeNames: { '#date': 'date' },
            ExpressionAttributeValues: {
              ':kind': { S: kinds[turn % 2]! },
              ':date': { S: String(turn) },
            },
          }),
        );
        written++;
        if (written === 200) await host.kill();
      }
    };
    await Promise.allSettled(Array.from({ length: items }, (_, i) => change(i)));
    dynamodb.destroy();

    const again = await spawnHost('./serve.ts', dir);
    const client = connect(again.endpoint);
    const found = await scan(client);
    expect(found).toHaveLength(items);
    expect(await scan(client, 'by-kind')).toEqual(found);
    client.destroy();
    await again.kill();
  }
});

test('a write that the disk refuses fails, and the server keeps running and loses nothing', async () => {
  const host = await spawnHost('./serve.ts', dir, 1024);
  const dynamodb = connect(host.endpoint);
  await ensureTable(dynamodb, schema);
  const acknowledged: number[] = [];
  const put = async (i: number) => {
    const Item = { ...entry(i, 'image'), text: { S: 'x'.repeat(20_000) } };
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
    acknowledged.push(i);
  };
  const results = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => put(i)));
  const failed = results.filter((result) => result.status === 'rejected');
  expect(failed.length).toBeGreaterThan(0);
  for (const { reason } of failed)
    expect(reason).toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect(acknowledged.length).toBeGreaterThan(0);

  // Refused writes left nothing behind, and acknowledged items are readable.
  const isThere = async (i: number) =>
    (await dynamodb.send(new GetItemCommand({ TableName, Key: key(i) }))).Item !== undefined;
  for (const i of acknowledged) expect(await isThere(i)).toBe(true);
  host.lift();
  await put(1000);
  await host.kill();
  dynamodb.destroy();

  const again = await spawnHost('./serve.ts', dir);
  const client = connect(again.endpoint);
  const found = await scan(client);
  expect(found.map(({ pk }) => pk)).toEqual(
    acknowledged.map((i) => key(i).pk).sort((a, b) => (a.S < b.S ? -1 : 1)),
  );
  expect(await scan(client, 'by-kind')).toEqual(found);
  client.destroy();
});

test('memory does not grow with the number of queries', async () => {
  const host = await spawnHost('./serve.ts', dir);
  const dynamodb = connect(host.endpoint);
  await ensureTable(dynamodb, schema);
  for (let i = 0; i < 40; i++) {
    const Item = { ...entry(i, 'image'), text: { S: 'x'.repeat(2000) } };
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
  }
  dynamodb.destroy();
  const body = JSON.stringify({
    TableName,
    IndexName: 'by-kind',
    KeyConditionExpression: 'kind = :kind',
    ExpressionAttributeValues: { ':kind': { S: 'image' } },
    Limit: 1,
  });
  // Plain requests, as the SDK would take most of the time.
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.Query',
    'x-amz-date': '20261121T222500Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=none',
  };
  const ask = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const answer = await fetch(host.endpoint, { method: 'POST', headers, body });
      expect(await answer.json()).toMatchObject({ Count: 1 });
    }
  };
  const askTogether = (count: number) =>
    Promise.all(Array.from({ length: 20 }, () => ask(count / 20)));
  await askTogether(500);
  const before = await host.memory();
  await askTogether(2000);
  const grownMiB = (await host.memory()) - before;
  expect(grownMiB).toBeLessThan(60);
});
