import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from '@galeria/catalog';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { newFolder } from './support/folder.ts';
import { runUploader } from './support/uploader.ts';

let cloud: Cloud;
let photo: string;
const id = () => readFile(photo).then(sha256);

beforeAll(async () => {
  cloud = await startCloud();
  photo = join(await newFolder(), 'photo.jpg');
  await writeFile(photo, jpegLike(2_000));
});

afterAll(() => cloud.close());

async function newKey(...scopes: Scope[]): Promise<string> {
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await cloud.catalog.putKey({ hash, name: scopes.join('+'), scopes, createdAt: 'now' });
  return token;
}

const bearer = (token: string) => ['-H', `Authorization: Bearer ${token}`];

test('beyond loopback it does not start without keys', async () => {
  const beyond = { ...cloud.environment, GALERIA_HOST: '0.0.0.0' };
  const refused = await runUploader(await newFolder(), beyond);
  expect(refused.address).toBeUndefined();
  expect(refused.errors).toEqual([
    'galeria uploader: Without API keys the uploader listens on loopback only: ' +
      '0.0.0.0 is reachable from elsewhere: make a key, or set GALERIA_HOST to 127.0.0.1',
  ]);
});

test('each route needs a key with its scope, also while the catalog is away', async () => {
  const upload = await newKey('upload');
  const read = await newKey('read');
  const manage = await newKey('read', 'manage');
  const data = await newFolder();
  const there = await runUploader(data, { ...cloud.environment, GALERIA_HOST: '0.0.0.0' });
  const base = there.address!.replace('0.0.0.0', '127.0.0.1');
  const send = ['-F', `f=@${photo}`, `${base}/uploads`];

  expect(await curl(...send)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  for (const wrong of ['gal_short', `gal_${'A'.repeat(43)}`, upload.slice(4)]) {
    expect((await curl(...bearer(wrong), ...send)).status).toBe(401);
  }
  const { headers } = await fetch(`${base}/media`);
  expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  expect((await curl(...bearer(read), ...send)).body).toMatchObject({ code: 'scope-missing' });
  expect((await curl(...bearer(upload), `${base}/media`)).status).toBe(403);
  const remove = ['-X', 'DELETE', `${base}/media/${await id()}`];
  expect((await curl(...bearer(read), ...remove)).status).toBe(403);
  expect((await curl(`${base}/healthz`)).status).toBe(200);

  const accepted = await curl(...bearer(upload), ...send);
  expect(accepted.status).toBe(202);
  // Whether a file is known at all is only for keys with `read`.
  expect(accepted.body.uploads[0]).not.toHaveProperty('duplicate');
  const seen = async (token: string) =>
    (await curl(...bearer(token), `${base}/media/${await id()}`)).body.uploads[0];
  expect(await seen(read)).not.toHaveProperty('address');
  expect(await seen(manage)).toMatchObject({ key: 'upload', address: '127.0.0.1' });
  expect((await curl(...bearer(manage), ...remove)).status).toBe(204);
  await there.end('SIGTERM');
  expect(JSON.stringify(there.log)).not.toContain(upload.slice(4));

  expect((await stat(join(data, 'keys.json'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(data, 'keys.json'), 'utf8')).not.toContain(upload);
  const away = await runUploader(data, { GALERIA_HOST: '0.0.0.0' });
  const awayBase = away.address!.replace('0.0.0.0', '127.0.0.1');
  const again = ['-F', `f=@${photo}`, `${awayBase}/uploads`];
  expect((await curl(...bearer(upload), ...again)).status).toBe(202);
  expect((await curl(...again)).status).toBe(401);
  await away.end('SIGTERM');
});
