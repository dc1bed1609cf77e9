import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DynamoDbServer, ensureTable, startDynamoDb } from '../../src/dynamodb/server.ts';
import { connect, schema } from './host.ts';

let dir: string;
let server: DynamoDbServer;
let proxy: Server;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'galeria-status-'));
  server = await startDynamoDb({ dir });
});
afterEach(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await server.close();
  await rm(dir, { recursive: true });
});

type Operation = 'CreateTable' | 'DeleteTable' | 'DescribeTable';

/** A client that uses a proxy, which replaces the response of one operation. */
async function through(operation: Operation, change: (send: () => Promise<string>) => unknown) {
  proxy = createServer(async (request, response) => {
    const body = await text(request);
    // Node's fetch sets the connection's own headers.
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const send = async () => {
      const init = { method: 'POST', headers: headers as Record<string, string>, body };
      const answer = await fetch(server.endpoint, init);
      response.statusCode = answer.status;
      return answer.text();
    };
    const isMeant = String(headers['x-amz-target']).endsWith(`.${operation}`);
    const answer = isMeant ? await change(send) : await send();
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(answer);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return connect(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
}

test('a table that stays CREATING is an error after the time limit', async () => {
  const dynamodb = await through('DescribeTable', async (send) =>
    (await send()).replaceAll('"ACTIVE"', '"CREATING"'),
  );
  await expect(ensureTable(dynamodb, schema, 200)).rejects.toMatchObject({
    code: 'disk-failed',
    detail: expect.stringContaining('catalog is still CREATING after 200 ms'),
  });
  dynamodb.destroy();
});

test('a table that is not deleted is an error after the time limit', async () => {
  const dynamodb = await through('DeleteTable', () => '{}');
  await ensureTable(dynamodb, schema);
  const { GlobalSecondaryIndexes: _, ...other } = schema;
  const changed = { ...other, AttributeDefinitions: schema.AttributeDefinitions!.slice(0, 2) };
  await expect(ensureTable(dynamodb, changed, 200)).rejects.toMatchObject({
    code: 'disk-failed',
    detail: expect.stringContaining('catalog is still ACTIVE after 200 ms'),
  });
  dynamodb.destroy();
});
