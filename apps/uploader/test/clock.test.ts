import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterEach, expect, jest, test } from '@jest/globals';
import { createCircuitBreaker } from '../src/circuit-breaker.ts';
import { diskFiles } from '../src/spool/files.ts';
import { listen } from './support/app.ts';
import { jpegLike } from './support/bytes.ts';

const HOUR_MS = 3_600_000;

/** Sets the wall clock of this process forward or back. */
function step(milliseconds: number): void {
  const now = Date.now;
  jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}

afterEach(() => void jest.restoreAllMocks());

const PART = '--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\n';
const END = '\r\n--b--\r\n';

/** Opens an upload. The caller sends its body. */
async function open(base: string, bytes: number) {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  await once(socket, 'connect');
  const answer: Buffer[] = [];
  socket.on('data', (chunk) => answer.push(chunk));
  socket.write(
    `POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${bytes}\r\n` +
      'Content-Type: multipart/form-data; boundary=b\r\n\r\n',
  );
  return { socket, answer: () => Buffer.concat(answer).toString() };
}

test('setting the wall clock forward an hour aborts no upload', async () => {
  const data = await newFolder();
  const app = await listen(data, diskFiles, {
    GALERIA_PACE_GRACE_MS: '10000',
    // The first bytes satisfy this rate for minutes, but not for an hour.
    GALERIA_MIN_BYTES_PER_SECOND: '1000',
  });
  const file = jpegLike(2_000_000);
  const upload = await open(app.base, PART.length + file.length + END.length);
  upload.socket.write(PART);
  upload.socket.write(file);
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length === 1);
  step(HOUR_MS);
  // A silent upload that began later is ended, so the rate of the first was checked as well.
  const silent = await open(app.base, 1_000);
  await eventually(() => silent.answer().startsWith('HTTP/1.1 408 '));
  upload.socket.write(END);
  await eventually(() => upload.answer().startsWith('HTTP/1.1 '));
  expect(upload.answer()).toMatch(/^HTTP\/1.1 202 /);
  upload.socket.destroy();
  await app.close();
});

test('setting the wall clock back an hour does not keep a circuit open', async () => {
  const breaker = createCircuitBreaker({ timeoutMs: 1_000, openMs: 50 });
  const away = () => Promise.reject(new Error('away'));
  await expect(breaker(away)).rejects.toThrow('away');
  step(-HOUR_MS);
  expect(await eventually(() => breaker(async () => 'there').catch(() => undefined))).toBe('there');
});
