import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FaultProxy, startProxy } from '../src/faults/proxy.ts';
import { limitRetryDelays } from '../src/faults/retry-delays.ts';
import { createRandom } from '../src/random.ts';

let server: Server;
let proxy: FaultProxy;
/** The bodies that have reached the service. */
let bodies: string[];

beforeEach(async () => {
  bodies = [];
  server = createServer(async (got, response) => {
    bodies.push(Buffer.concat(await got.toArray()).toString());
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  proxy = await startProxy(
    'sqs',
    `http://127.0.0.1:${port}`,
    createRandom(1),
    limitRetryDelays(30),
  );
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  server.close();
});

/** Sends a body with a length, or in chunks. Returns undefined without an answer. */
function send(body: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(proxy.endpoint, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('error', () => resolve(undefined));
      answer.on('end', () => resolve(answer.statusCode));
    });
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

const change = (VisibilityTimeout: number) => ({ ReceiptHandle: 'a', VisibilityTimeout });

test.each([undefined, 'cut', 'twice'] as const)(
  'retry delays are limited in mode %s',
  async (mode) => {
    await proxy.set(mode);
    const target = 'AmazonSQS.ChangeMessageVisibility';
    for (let sent = 0; sent < 8; sent++) {
      await send(JSON.stringify(change(900)), { 'x-amz-target': target });
      const Entries = [change(900), change(5)];
      await send(JSON.stringify({ Entries }), { 'x-amz-target': `${target}Batch` });
    }
    expect(new Set(bodies)).toEqual(
      new Set([JSON.stringify(change(30)), JSON.stringify({ Entries: [change(30), change(5)] })]),
    );
  },
);

test('a request is sent twice, also one in chunks', async () => {
  await proxy.set('twice');
  const headers = { 'transfer-encoding': 'chunked' };
  for (let sent = 0; sent < 8; sent++) expect(await send(`body ${sent}`, headers)).toBe(200);
  expect(new Set(bodies).size).toBe(8);
  expect(bodies).toHaveLength(8 + (proxy.hits.get('twice') ?? 0));
  expect(bodies.length).toBeGreaterThan(8);
});
