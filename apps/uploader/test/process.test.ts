import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { runUploader } from './support/uploader.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(() => cloud.close());

test('an acknowledged file survives kill -9 and ships when the cloud is available', async () => {
  const data = await newFolder();
  const photo = join(data, 'photo.jpg');
  const bytes = jpegLike(50_000);
  await writeFile(photo, bytes);

  const killed = await runUploader(data);
  const second = await runUploader(data);
  expect(second.address).toBeUndefined();
  expect(second.errors).toEqual([
    expect.stringMatching(/^galeria uploader: Another uploader is using the data folder: /),
  ]);
  expect((await curl('-F', `f=@${photo}`, `${killed.address}/uploads`)).status).toBe(202);
  await killed.end('SIGKILL');

  const next = await runUploader(data, cloud.environment);
  const item = await eventually(async () => {
    const { body } = await curl(`${next.address}/media/${sha256(bytes)}`);
    return body.status === 'stored' && body;
  });
  expect(item.uploads).toHaveLength(1);
  await eventually(async () => (await readdir(join(data, 'spool', 'ready'))).length === 0);
  expect(await next.end('SIGTERM')).toBe(0);
});

test.each([0, 3])('without a reader of its log, accepts %i uploads and stops', async (uploads) => {
  const data = await newFolder();
  const photo = join(data, 'photo.jpg');
  await writeFile(photo, jpegLike(50_000));
  const uploader = await runUploader(data);
  uploader.closeLog();
  for (let times = 0; times < uploads; times++) {
    expect((await curl('-F', `f=@${photo}`, `${uploader.address}/uploads`)).status).toBe(202);
  }
  expect(await uploader.end('SIGTERM')).toBe(0);
});

test('a stop waits for an upload in progress, and acknowledges it', async () => {
  const data = await newFolder();
  const photo = join(data, 'photo.jpg');
  await writeFile(photo, jpegLike(1_200_000));
  const uploader = await runUploader(data);
  const url = `${uploader.address}/uploads`;
  const slow = spawn('curl', ['-sS', '--limit-rate', '1200k', '-F', `f=@${photo}`, url]);
  const answer: Buffer[] = [];
  slow.stdout.on('data', (chunk) => answer.push(chunk));
  const done = once(slow, 'close');
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length === 1);
  expect(await uploader.end('SIGTERM')).toBe(0);
  await done;
  expect(JSON.parse(Buffer.concat(answer).toString()).uploads).toHaveLength(1);
  expect(await readdir(join(data, 'spool', 'ready'))).toHaveLength(1);
});

/** A request on a keep-alive connection whose body continues until `end`. */
async function openUpload(base: string) {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  await once(socket, 'connect');
  const answer: Buffer[] = [];
  socket.on('data', (chunk) => answer.push(chunk));
  socket.on('error', () => undefined);
  socket.write(
    'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n' +
      'Content-Type: multipart/form-data; boundary=b\r\n\r\n',
  );
  const send = (bytes: string | Buffer) => {
    socket.write(`${bytes.length.toString(16)}\r\n`);
    socket.write(bytes);
    socket.write('\r\n');
  };
  send('--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\n');
  send(jpegLike(10_000));
  return {
    socket,
    end: () => {
      send('\r\n--b--\r\n');
      socket.write('0\r\n\r\n');
    },
    answer: () => Buffer.concat(answer).toString(),
    closed: once(socket, 'close'),
  };
}

test('a stop accepts no new connection, and closes each one after its upload', async () => {
  const data = await newFolder();
  const uploader = await runUploader(data);
  const base = uploader.address!;
  const idle = connect(Number(new URL(base).port), '127.0.0.1');
  await once(idle, 'connect');
  const upload = await openUpload(base);
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length === 1);
  const ended = uploader.end('SIGTERM');
  await eventually(() => uploader.log.some(({ message }) => message === 'stopping'));
  await eventually(() =>
    fetch(`${base}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  expect(upload.answer()).toBe('');
  upload.end();
  await upload.closed;
  expect(upload.answer()).toMatch(/^HTTP\/1.1 202 /);
  // Without waiting for the keep-alive time-out of either connection.
  expect(await ended).toBe(0);
  expect(await readdir(join(data, 'spool', 'ready'))).toHaveLength(1);
});

test('a stop is bounded by GALERIA_STOP_MS, and discards uploads that it aborts', async () => {
  const data = await newFolder();
  const uploader = await runUploader(data, { GALERIA_STOP_MS: '500' });
  const upload = await openUpload(uploader.address!);
  await eventually(async () => (await readdir(join(data, 'spool', 'incoming'))).length === 1);
  expect(await uploader.end('SIGTERM')).toBe(0);
  await upload.closed;
  expect(upload.answer()).not.toMatch(/ 202 /);
  const next = await runUploader(data);
  expect((await curl(`${next.address}/readyz`)).body.spool).toMatchObject({ files: 0, bytes: 0 });
  expect(await readdir(join(data, 'spool', 'incoming'))).toEqual([]);
  expect(await next.end('SIGTERM')).toBe(0);
});

test('an invalid environment is reported in one line, with a non-zero exit code', async () => {
  const uploader = await runUploader(await newFolder(), { GALERIA_TABLE: '', GALERIA_PORT: 'x' });
  expect(uploader.address).toBeUndefined();
  expect(uploader.errors).toHaveLength(1);
  expect(uploader.errors[0]).toMatch(/GALERIA_TABLE must be set/);
  expect(uploader.errors[0]).toMatch(/GALERIA_PORT must be integer/);
  expect(await uploader.end('SIGTERM')).toBe(1);
});
