import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEdge } from './harness.ts';

let edge: Awaited<ReturnType<typeof openEdge>>;

beforeAll(async () => {
  edge = await openEdge((request, response) => {
    request.resume();
    request.on('error', () => undefined);
    response.end('from the cell');
  });
});
afterAll(() => edge.close());

/** Sends bytes over a connection of their own, and returns the answer's first line. */
async function send(text: string): Promise<string> {
  const { hostname, port } = new URL(edge.address);
  const socket = connect(Number(port), hostname).setEncoding('latin1');
  let answer = '';
  socket.on('data', (data: string) => {
    answer += data;
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer.split('\r\n', 1)[0] ?? '';
}

const head = (target: string) =>
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;

test.each(['http://example.org/', '*', 'x', ':80', '\\', 'http://[', '//'])(
  'the edge answers a request for the target %s and goes on',
  async (target) => {
    expect(await send(head(target))).toMatch(/^HTTP\/1\.1 [24]\d\d /);
    expect(await send(head('/'))).toBe('HTTP/1.1 200 OK');
  },
);

test('the edge survives connections that are reset right after their header', async () => {
  const { hostname, port } = new URL(edge.address);
  const post = 'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n';
  for (let sent = 0; sent < 500; sent++) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(post);
    // At once, or after the kernel had time to deliver the header.
    if (sent % 2) await setImmediate();
    socket.resetAndDestroy();
  }
  expect(await send(head('/'))).toBe('HTTP/1.1 200 OK');
});
