import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { tusClient } from './support/tus.ts';
import { runUploader } from './support/uploader.ts';

test('an upload exists only for the key that created it, which needs the scope `upload`', async () => {
  const data = await newFolder();
  const tokens = Array.from({ length: 3 }, () => `gal_${randomBytes(32).toString('base64url')}`);
  const [one, other, reader] = tokens.map((token) => ({ authorization: `Bearer ${token}` }));
  const scopes = [['upload'], ['upload', 'read', 'manage'], ['read', 'manage']];
  const keys = tokens.map((token, at) => ({
    hash: sha256(Buffer.from(token)),
    name: `key ${at}`,
    scopes: scopes[at],
    createdAt: '2026-11-29T00:00:00.000Z',
  }));
  // The catalog is unreachable, so the cached keys count.
  await writeFile(join(data, 'keys.json'), JSON.stringify(keys));
  const uploader = await runUploader(data);
  const tus = tusClient(uploader.address!);
  const bytes = jpegLike(5000);

  const path = await tus.create(bytes.length, one);
  expect((await tus.head(path, other)).status).toBe(404);
  expect((await tus.patch(path, 0, bytes, other)).status).toBe(404);
  expect((await tus.send('DELETE', path, other)).status).toBe(404);
  expect((await tus.patch(path, 0, bytes, reader)).code).toBe('scope-missing');
  expect((await tus.patch(path, 0, bytes)).code).toBe('unauthorized');
  const last = await tus.patch(path, 0, bytes, one);
  expect([last.status, last.headers['galeria-item']]).toEqual([204, sha256(bytes)]);
  // A key without `read` does not learn whether the item was known.
  expect(last.headers['galeria-duplicate']).toBeUndefined();
  expect((await tus.head(path, one)).status).toBe(200);
  expect((await tus.head(path, other)).status).toBe(404);

  const partial = await tus.create(bytes.length, { ...one, 'upload-concat': 'partial' });
  await tus.patch(partial, 0, bytes, one);
  const foreign = await tus.send('POST', '/tus', { ...other, 'upload-concat': `final;${partial}` });
  expect([foreign.status, foreign.code]).toEqual([404, 'not-found']);
  await uploader.end('SIGKILL');
});
