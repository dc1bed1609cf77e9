import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeySet, Scope } from '@galeria/catalog';
import { newFolder } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openKeyStore } from '../src/keys/key-store.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
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

test('does not start on a public address without keys', async () => {
  const publicHost = { ...cloud.environment, GALERIA_HOST: '0.0.0.0' };
  const refused = await runUploader(await newFolder(), publicHost);
  expect(refused.address).toBeUndefined();
  expect(refused.errors).toEqual([
    'galeria uploader: Listening on a public address requires an API key: ' +
      'create a key, or set GALERIA_HOST to 127.0.0.1 instead of 0.0.0.0',
  ]);
});

async function revokeAll(): Promise<void> {
  for (const { hash } of (await cloud.catalog.readKeys()).keys) await cloud.catalog.revokeKey(hash);
}

test('after the last key is revoked, every request is rejected until the keys are reset', async () => {
  const data = await newFolder();
  const status = async (folder: string, environment: Record<string, string>) => {
    const uploader = await runUploader(folder, environment);
    const answer = await curl(`${uploader.address}/media`);
    await uploader.end('SIGTERM');
    return answer.status;
  };
  expect(await status(data, cloud.environment)).toBe(200);
  await newKey('read');
  expect(await status(data, cloud.environment)).toBe(401);
  await revokeAll();
  expect(await status(data, cloud.environment)).toBe(401);
  // Without the catalog by the cached keys, in a new folder by the catalog.
  expect(await status(data, {})).toBe(401);
  expect(await status(await newFolder(), cloud.environment)).toBe(401);
  await cloud.catalog.resetKeys();
  expect(await status(data, cloud.environment)).toBe(200);
  expect(await readFile(join(data, 'keys.json'), 'utf8')).toBe('[]');
});

test('a running uploader requires a key after the last one is revoked', async () => {
  await newKey('read');
  const log = pino({ level: 'silent' });
  const store = await openKeyStore({ catalog: cloud.catalog, dataDir: await newFolder(), log });
  await revokeAll();
  await store.refresh();
  expect(store.required()).toBe(true);
  await cloud.catalog.resetKeys();
  await store.refresh();
  expect(store.required()).toBe(false);
  store.close();
});

test('with an unreadable key cache a key is required, until the catalog answers', async () => {
  const log = pino({ level: 'silent' });
  const dataDir = await newFolder();
  await writeFile(join(dataDir, 'keys.json'), '[{"hash":');
  let readKeys = (): Promise<KeySet> => Promise.reject(new Error('away'));
  const store = await openKeyStore({ catalog: { readKeys: () => readKeys() }, dataDir, log });
  expect(store.required()).toBe(true);
  readKeys = async () => ({ keys: [], required: undefined });
  await store.refresh();
  expect(store.required()).toBe(false);
  store.close();
});

test('reads the key cache of an older version', async () => {
  const log = pino({ level: 'silent' });
  const dataDir = await newFolder();
  const hash = createHash('sha256').update('gal_token').digest('hex');
  const key = { hash, name: 'old', scopes: ['read'], createdAt: 'then' };
  await writeFile(join(dataDir, 'keys.json'), JSON.stringify([key]));
  const readKeys = () => Promise.reject(new Error('away'));
  const store = await openKeyStore({ catalog: { readKeys }, dataDir, log });
  expect(store.required()).toBe(true);
  expect(store.find('gal_token')).toEqual(key);
  store.close();
});

test('each route requires a key with its scope, also while the catalog is away', async () => {
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
  const remove = ['-X', 'DELETE', `${base}/media/${await id()}?now=true`];
  expect((await curl(...bearer(read), ...remove)).status).toBe(403);
  expect((await curl(`${base}/healthz`)).status).toBe(200);

  const accepted = await curl(...bearer(upload), ...send);
  expect(accepted.status).toBe(202);
  // Only keys with `read` may learn whether a file exists.
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
