import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEdge } from './harness.ts';

const run = promisify(execFile);
const ROUNDS = 60;

let folder: string;
let body: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-edge-'));
  body = join(folder, 'body');
  await writeFile(body, Buffer.alloc(3 * 2 ** 20));
});
afterAll(() => rm(folder, { recursive: true }));

const answersAndCloses: RequestListener = (_request, response) => {
  response.writeHead(415, { connection: 'close', 'content-type': 'text/plain' });
  response.end('not-multipart');
};

const answersAndResets: RequestListener = ({ socket }, response) => {
  response.writeHead(415, { 'content-type': 'text/plain' });
  response.end('not-multipart', () => socket.resetAndDestroy());
};

test.each<[string, RequestListener]>([
  ['closes the connection', answersAndCloses],
  ['resets the connection', answersAndResets],
])('a client sees the refusal of an origin that then %s', async (_title, origin) => {
  const edge = await openEdge(origin);
  const seen: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { stdout } = await run('curl', [
      ...[
        '-sS',
        '--max-time',
        '30',
        '-H',
        'expect:',
        '-w',
        ' %{http_code}',
        '--data-binary',
        `@${body}`,
      ],
      `${edge.address}/uploads`,
    ]);
    seen.push(stdout);
  }
  await edge.close();
  expect(seen).toEqual(Array(ROUNDS).fill('not-multipart 415'));
});
