import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eventually, newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { WRITE_BYTES } from '../src/limits.ts';
import { inBatches } from '../src/receive/batches.ts';
import { jpegLike } from './support/bytes.ts';
import { curl } from './support/curl.ts';
import { handlesOf, memoryOf } from './support/process.ts';
import { type Process, runUploader } from './support/uploader.ts';

const CONNECTIONS = 200;
/** Bodies to abort concurrently. */
const CROWD = 100;
/** Enough rounds to make a leak visible. */
const CROWDS = 8;
/** Less than a leak of one in fifty aborted bodies. */
const SLACK_BYTES = 4 * 2 ** 20;
/** Growth of the resident memory over all crowds: less than a leak of one in twenty bodies. */
const GROWTH_MIB = 11;
/** How often all crowds are repeated until the memory stops growing. A leak never stops. */
const REPETITIONS = 10;
/** The share of that growth that may remain: code and heap pages. */
const REMAINING_SHARE = 1 / 3;
/** The normal fluctuation of a process. */
const FLUCTUATION_MB = 40;

let uploader: Process;
let base: string;
let data: string;
let folder: string;
let before: { handles: number; alive: number; rss: number };

beforeAll(async () => {
  data = await newFolder();
  folder = await newFolder();
  uploader = await runUploader(data, {
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('./support/memory-probe.mjs', import.meta.url))}`,
    GALERIA_CONNECTIONS: String(CONNECTIONS),
    // Short, and yet enough for an upload of this test on a busy machine.
    GALERIA_HEADERS_MS: '5000',
    GALERIA_IDLE_MS: '5000',
    GALERIA_PACE_GRACE_MS: '10000',
    GALERIA_MIN_BYTES_PER_SECOND: '2000',
    GALERIA_MAX_FILES: '20',
    GALERIA_SPOOL_MAX_BYTES: String(2 ** 30),
  });
  base = uploader.address!;
  for (let times = 0; times < 5; times++) expect((await upload()).status).toBe(202);
  const { rss } = await memoryOf(uploader.pid);
  // Memory that the code retains after its first use is no leak.
  for (let times = 0; times < 4; times++) await abortMany(CROWD);
  await eventually(settled);
  before = {
    handles: await handlesOf(uploader.pid),
    alive: await alive(),
    rss,
  };
});

/** Bytes in use after a full garbage collection. */
async function alive(): Promise<number> {
  const lines = () => uploader.log.filter(({ message }) => message === 'alive');
  const times = lines().length;
  process.kill(uploader.pid, 'SIGUSR2');
  await eventually(() => lines().length > times);
  return Number(lines().at(-1)!.bytes);
}

/** The shipper's attempts to reach the cloud open and close handles. */
const settled = async () =>
  (await readdir(join(data, 'spool', 'incoming'))).length === 0 &&
  (before === undefined || (await handlesOf(uploader.pid)) <= before.handles + 2);

/** Checks that the next upload is accepted. */
async function recovered() {
  await eventually(settled);
  expect((await upload()).status).toBe(202);
}

async function upload(bytes = jpegLike(5_000), name = 'a.jpg') {
  const path = join(folder, 'a.jpg');
  await writeFile(path, bytes);
  return curl('-F', `f=@${path};filename=${name}`, `${base}/uploads`);
}

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const POST =
  'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000\r\n' +
  'Content-Type: multipart/form-data; boundary=b\r\n\r\n';
const PART = '--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\n';

/** Sends a text byte by byte until the server closes the connection; returns its answer. */
async function dribble(socket: Socket, text: string): Promise<string> {
  const answer: Buffer[] = [];
  socket.on('data', (chunk) => answer.push(chunk));
  for (let at = 0; !socket.closed; at = (at + 1) % text.length) {
    socket.write(text[at]!);
    await sleep(200);
  }
  return Buffer.concat(answer).toString();
}

async function abortMany(times: number): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: times }, open));
  for (const socket of sockets) socket.write(POST + PART);
  const some = jpegLike(300_000);
  for (const socket of sockets) socket.write(some);
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length > 0);
  for (const socket of sockets) socket.destroy();
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length === 0);
}

test('headers that never end', async () => {
  const sockets = await Promise.all(Array.from({ length: 100 }, open));
  const dribbles = sockets.map((socket) => dribble(socket, 'POST /uploads HTTP/1.1\r\nX-Many: '));
  expect((await upload()).status).toBe(202);
  const answers = await Promise.all(dribbles);
  expect(answers.filter((answer) => /^HTTP\/1.1 408 /.test(answer))).not.toEqual([]);
  await recovered();
});

test('bodies a byte at a time, or none at all', async () => {
  const sockets = await Promise.all(Array.from({ length: 40 }, open));
  for (const socket of sockets) socket.write(POST + PART);
  const [silent, ...slow] = sockets;
  const dribbles = slow.map((socket) => dribble(socket, 'x'));
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length > 20);
  expect((await upload()).status).toBe(202);
  // All connections are closed. A client that is still sending may not see the answer.
  const answers = await Promise.all(dribbles);
  expect(answers.filter((answer) => /^HTTP\/1.1 408 /.test(answer))).not.toEqual([]);
  await eventually(() => silent!.closed);
  await recovered();
});

let most = 0;
const rss = async () => (await memoryOf(uploader.pid)).rss;
const memoryIsBack = async () =>
  (await rss()) < before.rss + Math.max(FLUCTUATION_MB, (most - before.rss) * REMAINING_SHARE);

test('hundreds of aborted bodies; their memory is released', async () => {
  let growth = Number.POSITIVE_INFINITY;
  // Which pages the allocator keeps depends on timing.
  for (let times = 0; times < REPETITIONS && growth >= GROWTH_MIB; times++) {
    await alive();
    const start = await rss();
    for (let crowd = 0; crowd < CROWDS; crowd++) await abortMany(CROWD);
    most = Math.max(most, await rss());
    await alive();
    growth = (await rss()) - start;
  }
  expect(growth).toBeLessThan(GROWTH_MIB);
  await recovered();
  await eventually(memoryIsBack);
});

test('ten thousand parts', async () => {
  const field = '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nvalue\r\n';
  const file = `${PART}${jpegLike(20).toString('latin1')}\r\n`;
  for (const part of [field, file]) {
    const path = join(folder, 'parts');
    await writeFile(path, `${part.repeat(10_000)}--b--\r\n`, 'latin1');
    expect(
      await curl(
        ...['-H', 'Content-Type: multipart/form-data; boundary=b', '-H', 'Expect:'],
        ...['--data-binary', `@${path}`, `${base}/uploads`],
      ),
    ).toMatchObject({ status: 413, body: { code: 'too-many-parts' } });
  }
  await recovered();
});

test('thousands of headers, of a request and of a part', async () => {
  const path = join(folder, 'headers');
  await writeFile(path, 'X-Header: value\r\n'.repeat(5_000));
  expect((await curl('-H', `@${path}`, `${base}/healthz`).catch(String)) as object).toMatchObject({
    status: 431,
  });
  const many = PART.replace('\r\n\r\n', `\r\n${'X-Header: value\r\n'.repeat(5_000)}\r\n`);
  await writeFile(
    path,
    Buffer.concat([Buffer.from(many), jpegLike(500), Buffer.from('\r\n--b--')]),
  );
  const { status } = await curl(
    ...['-H', 'Content-Type: multipart/form-data; boundary=b'],
    ...['--data-binary', `@${path}`, `${base}/uploads`],
  );
  expect([202, 400]).toContain(status);
  await recovered();
});

test('a file name of ten thousand bytes', async () => {
  const { status, body } = await upload(jpegLike(1_000), `${'ж'.repeat(5_000)}.jpg`);
  expect(status).toBe(202);
  expect(body.uploads[0].filename).toMatch(/^ж{500,}\.jpg$/);
  expect(Buffer.byteLength(body.uploads[0].filename)).toBeLessThanOrEqual(1024);
  await recovered();
});

test('more connections than the limit', async () => {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS + 50 }, open));
  await eventually(() => sockets.filter(({ closed }) => closed).length >= 50);
  for (const socket of sockets) socket.destroy();
  await eventually(async () => (await upload().catch(() => undefined))?.status === 202);
  await recovered();
});

test('a body in single bytes takes no more memory than its size', async () => {
  const byte = Buffer.from('x');
  async function* alone() {
    for (let at = 0; at < 2 ** 20 + 10; at++) yield byte;
  }
  const batches: Buffer[][] = [];
  for await (const batch of inBatches(alone())) batches.push(batch);
  const sizes = batches.map((batch) => Buffer.concat(batch).length);
  expect(sizes).toEqual([...Array(2 ** 20 / WRITE_BYTES).fill(WRITE_BYTES), 10]);
  expect(batches[0]!.length).toBeLessThan(2 ** 13);
});

test('finally memory and handles are as before', async () => {
  expect(await alive()).toBeLessThan(before.alive + SLACK_BYTES);
  expect(await memoryIsBack()).toBe(true);
  expect(await handlesOf(uploader.pid)).toBeLessThanOrEqual(before.handles + 2);
  expect(await uploader.end('SIGTERM')).toBe(0);
});
