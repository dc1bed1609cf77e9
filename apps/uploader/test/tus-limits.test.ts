import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newUploadId } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { tidy } from '../src/tus/expiry.ts';
import { createLocks } from '../src/tus/locks.ts';
import type { Tus } from '../src/tus/options.ts';
import { createSessions } from '../src/tus/sessions.ts';
import { jpegLike } from './support/bytes.ts';
import { open } from './support/spool.ts';
import { tusClient } from './support/tus.ts';
import { runUploader } from './support/uploader.ts';

const backlogOf = async (address: string | undefined) => {
  const answer = await fetch(`${address}/readyz`);
  return ((await answer.json()) as { spool: Record<string, number> }).spool;
};

test('unfinished uploads count against the limits of the spool, are seen in /readyz, and survive a restart', async () => {
  const data = await newFolder();
  const settings = { GALERIA_SPOOL_MAX_BYTES: '3000000', GALERIA_TUS_MAX_UPLOADS: '3' };
  let uploader = await runUploader(data, settings);
  let tus = tusClient(uploader.address!);
  const large = await tus.send('POST', '/tus', { 'upload-length': 4_000_000 });
  expect([large.status, large.code]).toEqual([507, 'spool-full']);
  const paths = [await tus.create(2_900_000), await tus.create(2_500_000)];
  expect((await tus.patch(paths[0]!, 0, jpegLike(2_800_000))).status).toBe(204);
  // The first 256 KiB of the second one fit no more.
  const full = await tus.patch(paths[1]!, 0, jpegLike(1_200_000));
  expect([full.status, full.code]).toEqual([507, 'spool-full']);
  await tus.create(9);
  const more = await tus.send('POST', '/tus', { 'upload-length': 9 });
  expect([more.status, more.code]).toEqual([507, 'spool-full']);
  const state = { unfinished: 3, unfinishedBytes: 2_800_000, files: 0 };
  expect(await backlogOf(uploader.address)).toMatchObject(state);
  await uploader.end('SIGKILL');

  uploader = await runUploader(data, settings);
  tus = tusClient(uploader.address!);
  expect(await backlogOf(uploader.address)).toMatchObject(state);
  for (const path of paths) await tus.send('DELETE', path);
  expect(await backlogOf(uploader.address)).toMatchObject({ unfinished: 1, unfinishedBytes: 0 });
  expect((await tus.send('POST', '/tus', { 'upload-length': 2_900_000 })).status).toBe(201);
  await uploader.end('SIGKILL');
});

test('an expired upload is gone with its files', async () => {
  const data = await newFolder();
  const uploader = await runUploader(data, { GALERIA_TUS_EXPIRES_MS: '1000' });
  const tus = tusClient(uploader.address!);
  const path = await tus.create(2_000_000);
  await tus.patch(path, 0, jpegLike(1_500_000));
  await eventually(async () => {
    const { status } = await tus.patch(path, 9, Buffer.from('x'));
    expect([409, 410]).toContain(status);
    return status === 410;
  });
  expect((await tus.head(path)).status).toBe(410);
  expect(await readdir(join(data, 'spool/tus'))).toEqual([]);
  expect(await backlogOf(uploader.address)).toMatchObject({ unfinished: 0, unfinishedBytes: 0 });
  await uploader.end('SIGKILL');
});

test('a whole upload with another digest, whose last request was not answered, is ended', async () => {
  const spool = await open(await newFolder());
  const bytes = jpegLike(5000);
  const upload = await spool.unfinished.create({
    upload: newUploadId(),
    length: bytes.length,
    filename: 'a.jpg',
    expected: '0'.repeat(64),
    createdAt: new Date().toISOString(),
  });
  const appender = await spool.unfinished.append(upload);
  await appender.write([bytes]);
  await appender.keep();
  await appender.close();
  const parts = { spool, locks: createLocks(), sessions: createSessions(spool), expiresMs: 60_000 };
  await tidy(parts as unknown as Tus, pino({ level: 'silent' }));
  expect(spool.unfinished.count()).toBe(0);
  expect(await spool.ended.find(upload.id)).toMatchObject({ outcome: 'refused' });
  spool.close();
});
