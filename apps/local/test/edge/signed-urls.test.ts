import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/cloudfront-signer';
import { openCatalog, type Scope } from '@galeria/catalog';
import { schema } from '@galeria/catalog/schema';
import { openAddresses } from '@galeria/uploader/addresses';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEdge } from '../../src/edge/edge.ts';
import { openKeys } from '../../src/edge/keys.ts';
import { distribution, keyGroup, publicKey } from '../../src/program/resources/cloudfront.ts';
import { table } from '../../src/program/resources/dynamodb.ts';
import { bucket, bucketObject } from '../../src/program/resources/s3.ts';
import { privateKey } from '../../src/program/resources/tls.ts';
import { startServers } from '../../src/servers.ts';

const id = 'ab'.repeat(32);
const otherId = 'cd'.repeat(32);
const path = `/r/${id}/640.v4.webp`;
const HOUR_MS = 3_600_000;

type Open = Awaited<ReturnType<typeof open>>;
let home: string;
let cloud: Open;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'galeria-signed-'));
  cloud = await open();
});
afterAll(async () => {
  await cloud.close();
  await rm(home, { recursive: true });
});

/** The edge in front of a gallery bucket, with the resources that the program declares for both. */
async function open() {
  const servers = await startServers(home, 'us-east-1', () => {});
  const resources = {
    ...servers,
    region: 'us-east-1',
    accountId: '0',
    keysDir: join(home, 'keys'),
  };
  const { s3, dynamodb, declared } = servers;
  const { bucketRegionalDomainName } = await bucket(resources, { name: 'gallery', inputs: {} });
  await bucket(resources, { name: 'artefacts', inputs: {} });
  await table(resources, {
    name: 'catalog',
    inputs: {
      ...schema,
      globalSecondaryIndexes: schema.indexes,
    },
  });
  const makeKey = async (name: string) => {
    const pair = await privateKey(resources, { name, inputs: { rsaBits: 2048 } });
    const inputs = { encodedKey: pair.publicKeyPem };
    const { id: keyPairId } = await publicKey(resources, { name, inputs });
    return { keyPairId, privateKey: String(pair.privateKeyPem) };
  };
  const [current, stranger] = [await makeKey('current'), await makeKey('stranger')];
  await keyGroup(resources, { name: 'gallery', inputs: { items: [current.keyPairId] } });
  await keyGroup(resources, { name: 'other', inputs: { items: [stranger.keyPairId] } });
  const key = 'signing/current.pem';
  const content = current.privateKey;
  await bucketObject(resources, { name: 'key', inputs: { bucket: 'artefacts', key, content } });
  const behaviour = { targetOriginId: 'gallery', allowedMethods: ['GET', 'HEAD'] };
  await distribution(resources, {
    name: 'edge',
    inputs: {
      origins: [{ originId: 'gallery', domainName: bucketRegionalDomainName }],
      orderedCacheBehaviors: [
        { ...behaviour, pathPattern: '/r/*', trustedKeyGroups: ['gallery'] },
        { ...behaviour, pathPattern: '/public/*' },
      ],
      defaultCacheBehavior: behaviour,
    },
  });
  for (const Key of [path.slice(1), `r/${otherId}/640.v4.webp`, 'public/640.v4.webp']) {
    await s3.send(new PutObjectCommand({ Bucket: 'gallery', Key, Body: 'pixels' }));
  }
  const keys = await openKeys(servers, { table: 'catalog' }, join(home, 'edge'), () => {});
  const edge = await startEdge({ port: 0, declared, s3, cells: [], keys });
  const { host } = new URL(edge.address);
  const signing = { keyPairId: current.keyPairId, bucket: 'artefacts', key };
  const addresses = openAddresses(s3, signing);
  return {
    current,
    stranger,
    keys,
    host,
    catalog: openCatalog({ table: 'catalog', dynamodb }),
    /** The address that the uploader gives the rendition at a time. */
    address: async (now = Date.now(), asked = host) =>
      (await addresses.for(asked, now))(id, '640.v4.webp'),
    put: (Key: string, Body: string, ContentType: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'gallery', Key, Body, ContentType })),
    ask: (target: string, init: RequestInit = {}) => fetch(edge.address + target, init),
    async close() {
      keys.close();
      await edge.close();
      await servers.close();
    },
  };
}

async function makeKey(scope: Scope) {
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await cloud.catalog.putKey({ hash, name: scope, scopes: [scope], createdAt: 'now' });
  await cloud.keys.refresh();
  return { hash, headers: { authorization: `Bearer ${token}` } };
}

const status = async (target: string, init: RequestInit = {}) =>
  (await cloud.ask(target, init)).status;

test('until the first API key is created, no signature is needed', async () => {
  expect(await status(path)).toBe(200);
  expect(await status(await cloud.address())).toBe(200);
});

test('with an API key, an unsigned URL is refused', async () => {
  await makeKey('upload');
  const answer = await cloud.ask(path);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 403, code: 'access-denied' });
});

test('a URL that the uploader signed is served, also with Range and If-None-Match', async () => {
  const address = await cloud.address();
  const whole = await cloud.ask(address);
  expect(whole.status).toBe(200);
  expect(await whole.text()).toBe('pixels');
  expect((await cloud.ask(address, { method: 'HEAD' })).headers.get('content-length')).toBe('6');
  const part = await cloud.ask(address, { headers: { range: 'bytes=1-2' } });
  expect([part.status, await part.text()]).toEqual([206, 'ix']);
  const headers = { 'if-none-match': whole.headers.get('etag')! };
  expect(await status(address, { headers })).toBe(304);
});

test('an expired URL is refused', async () => {
  expect(await status(await cloud.address(Date.now() - 3 * HOUR_MS))).toBe(403);
});

test('a URL that was signed for another host is refused', async () => {
  expect(await status(await cloud.address(Date.now(), 'localhost'))).toBe(403);
});

/** Returns a signed URL with one changed query parameter. */
async function altered(name: string, change: (value: string) => string) {
  const [plain, text] = (await cloud.address()).split('?');
  const query = new URLSearchParams(text);
  query.set(name, change(query.get(name)!));
  return `${plain}?${query}`;
}

const flip = (value: string) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1);

/** Extends the validity of a policy by a day. */
const extend = (policy: string) => {
  const [digits] = /\d{10}/.exec(atob(policy.replaceAll('_', '=')))!;
  const text = atob(policy.replaceAll('_', '=')).replace(digits, String(Number(digits) + 86_400));
  return btoa(text).replaceAll('=', '_');
};

test.each<[string, string, (value: string) => string]>([
  ['signature', 'Signature', flip],
  ['signature that is empty', 'Signature', () => ''],
  ['signature that is no base64', 'Signature', () => '!'],
  ['policy', 'Policy', extend],
  ['policy that is no JSON', 'Policy', () => 'e30'],
  ['key pair id', 'Key-Pair-Id', flip],
  [
    'key pair id of a key that the behaviour does not trust',
    'Key-Pair-Id',
    () => cloud.stranger.keyPairId,
  ],
])('a URL with another %s is refused', async (_title, name, change) => {
  expect(await status(await altered(name, change))).toBe(403);
});

test('a signature for one item does not allow another one, also not with `..` in the path', async () => {
  const query = (await cloud.address()).split('?')[1];
  expect(await status(`/r/${otherId}/640.v4.webp?${query}`)).toBe(403);
  // fetch() would resolve it.
  const raw = (target: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const [hostname, port] = cloud.host.split(':');
      request({ hostname, port, path: target, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  for (const up of ['..', '%2e%2e', '.%2E']) {
    expect(await raw(`/r/${id}/${up}/${otherId}/640.v4.webp?${query}`)).toBe(403);
  }
  expect(await raw(`/r/${otherId}/../${id}/640.v4.webp?${query}`)).toBe(200);
});

test('a signature of a key that the behaviour does not trust is refused', async () => {
  const url = `https://${cloud.host}${path}`;
  const dateLessThan = new Date(Date.now() + HOUR_MS);
  const sign = (pair: Open['current']) =>
    getSignedUrl({ url, dateLessThan, ...pair }).slice(`https://${cloud.host}`.length);
  expect(await status(sign(cloud.current))).toBe(200);
  expect(await status(sign(cloud.stranger))).toBe(403);
});

const later = () => new Date(Date.now() + HOUR_MS);
const earlier = () => new Date(Date.now() - HOUR_MS);

test.each<[string, number, () => Partial<Parameters<typeof getSignedUrl>[0]>]>([
  ['a canned policy', 200, () => ({})],
  ['a canned policy that has expired', 403, () => ({ dateLessThan: earlier() })],
  ['a signature by SHA-256', 200, () => ({ algorithm: 'SHA256' })],
  ['a policy whose start has passed', 200, () => ({ dateGreaterThan: earlier() })],
  ['a policy that starts later', 403, () => ({ dateGreaterThan: later() })],
  ['an unsupported condition', 403, () => ({ ipAddress: '127.0.0.1' })],
])('%s is answered with %s', async (_title, expected, options) => {
  const origin = `https://${cloud.host}`;
  const url = getSignedUrl({
    url: origin + path,
    dateLessThan: later(),
    ...cloud.current,
    ...options(),
  } as Parameters<typeof getSignedUrl>[0]);
  expect(await status(url.slice(origin.length))).toBe(expected);
});

test('an API key with `read` allows an unsigned URL until it is revoked; other scopes do not', async () => {
  const { headers } = await makeKey('upload');
  expect(await status(path, { headers })).toBe(403);
  const read = await makeKey('read');
  expect(await status(path, read)).toBe(200);
  expect(await status(`${path}?Signature=wrong`, read)).toBe(200);
  await cloud.catalog.revokeKey(read.hash);
  await cloud.keys.refresh();
  expect(await status(path, read)).toBe(403);
});

test('after the last API key is revoked, a signature is still required', async () => {
  for (const { hash } of (await cloud.catalog.readKeys()).keys) {
    await cloud.catalog.revokeKey(hash);
  }
  await cloud.keys.refresh();
  expect(await status(path)).toBe(403);
  expect(await status(await cloud.address())).toBe(200);
});

test('a behaviour without trusted key groups, as in a public gallery, needs no signature', async () => {
  expect(await status('/public/640.v4.webp')).toBe(200);
});

test('text is compressed as by CloudFront: whole, from 1,000 bytes, with a weak tag', async () => {
  const text = 'samba de uma nota '.repeat(100);
  const get = (name: string, more: Record<string, string> = {}, method = 'GET') =>
    raw(`/public/${name}`, { 'accept-encoding': 'gzip, br', ...more }, method);
  await cloud.put('public/text.v1.txt', text, 'text/plain; charset=utf-8');
  await cloud.put('public/short.txt', text.slice(0, 999), 'text/plain; charset=utf-8');
  await cloud.put('public/640.v4.jpg', text, 'image/jpeg');
  const whole = await get('text.v1.txt');
  expect(whole.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(whole.headers.etag).toMatch(/^W\/"/);
  expect(brotliDecompressSync(whole.body).toString()).toBe(text);
  const zipped = await get('text.v1.txt', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(zipped.body).toString()).toBe(text);
  expect((await get('text.v1.txt', {}, 'HEAD')).headers['content-encoding']).toBe('br');
  const same = await get('text.v1.txt', { 'if-none-match': whole.headers.etag! });
  expect(same.status).toBe(304);
  const part = await get('text.v1.txt', { range: 'bytes=0-1099' });
  expect([part.status, part.body.toString()]).toEqual([206, text.slice(0, 1_100)]);
  for (const name of ['short.txt', '640.v4.jpg']) {
    const { headers, body } = await get(name);
    expect([name, headers['content-encoding']]).toEqual([name, undefined]);
    expect(headers['content-length']).toBe(String(body.length));
  }
});

/** Sends a request with exactly these headers, and does not decode the answer. */
async function raw(target: string, headers: Record<string, string>, method: string) {
  const [hostname, port] = cloud.host.split(':');
  const sent = request({ hostname, port, path: target, method, headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

test('only the owner can read the signing key, and signed URLs stay valid after a restart', async () => {
  const now = Date.now();
  const address = await cloud.address(now);
  const file = join(home, 'keys/current.pem');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(home, 'keys'))).mode & 0o777).toBe(0o700);
  const before = await readFile(file, 'utf8');
  const host = cloud.host;
  await cloud.close();
  cloud = await open();
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(cloud.current.keyPairId).toBe(
    new URLSearchParams(address.split('?')[1]).get('Key-Pair-Id'),
  );
  expect(await cloud.address(now, host)).toBe(address);
});
