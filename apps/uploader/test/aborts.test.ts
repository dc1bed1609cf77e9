import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eventually, newFolder } from '@galeria/testing';
import { beforeAll, expect, test } from '@jest/globals';
import { handlesOf } from './support/process.ts';
import { seeded } from './support/random.ts';
import { type Process, runUploader } from './support/uploader.ts';

/** Connections per round, and concurrent ones. */
const ROUND = 600;
const PARALLEL = 50;
const ROUNDS = 4;
/** Memory growth allowed per aborted request; a leaked request adds about 7 kB. */
const BYTES_EACH = 1024;
/** Maximum delay of the reset after the header. */
const LONGEST_MS = 4;

const POST =
  'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000\r\n' +
  'Content-Type: multipart/form-data; boundary=b\r\n\r\n';
const PART = '--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\nbytes';

const random = seeded(12);
let uploader: Process;
let data: string;

beforeAll(async () => {
  data = await newFolder();
  const probe = fileURLToPath(new URL('./support/memory-probe.mjs', import.meta.url));
  uploader = await runUploader(data, { NODE_OPTIONS: `--import ${probe}` });
  // The index opens files and starts threads after the uploader listens.
  await eventually(async () => {
    const response = await fetch(`${uploader.address}/readyz`);
    return 'index' in ((await response.json()) as object);
  });
});

/** Sends a header, sometimes with the beginning of a body, and resets at a random moment. */
function abort(): Promise<void> {
  return new Promise((closed) => {
    const socket = connect(Number(new URL(uploader.address!).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.once('close', () => closed());
    socket.once('connect', () => {
      socket.write(random() < 0.5 ? POST : POST + PART, async () => {
        const moment = random();
        if (moment < 0.5) await setImmediate();
        else await sleep(moment * LONGEST_MS);
        socket.resetAndDestroy();
      });
    });
  });
}

async function abortMany(times: number): Promise<void> {
  let left = times;
  const one = async () => {
    while (left-- > 0) await abort();
  };
  await Promise.all(Array.from({ length: PARALLEL }, one));
}

const incoming = () => readdir(join(data, 'spool', 'incoming'));

/** Bytes in use after a full garbage collection. */
async function alive(): Promise<number> {
  const lines = () => uploader.log.filter(({ message }) => message === 'alive');
  const times = lines().length;
  process.kill(uploader.pid, 'SIGUSR2');
  await eventually(() => lines().length > times);
  return Number(lines().at(-1)!.bytes);
}

test('requests that are reset right after their header leak neither memory nor handles', async () => {
  const handles = await handlesOf(uploader.pid);
  await abortMany(ROUND);
  await eventually(async () => (await incoming()).length === 0);
  const before = await alive();
  for (let round = 0; round < ROUNDS; round++) await abortMany(ROUND);
  await eventually(async () => (await incoming()).length === 0);
  await eventually(async () => (await handlesOf(uploader.pid)) <= handles + 2);
  expect(((await alive()) - before) / (ROUNDS * ROUND)).toBeLessThan(BYTES_EACH);
  // A client that disconnects before its address is read is no internal error.
  expect(new Set(uploader.log.map(({ code }) => code))).not.toContain('internal');
  expect(await uploader.end('SIGTERM')).toBe(0);
});
