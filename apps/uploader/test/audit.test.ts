import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { AuditEntry, Scope } from '@galeria/catalog';
import { newUploadId } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let folder: string;
let uploader: Process | undefined;

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
});
afterAll(() => cloud.close());
afterEach(async () => {
  await uploader?.end('SIGTERM');
  uploader = undefined;
});

const tokens = new Map<string, string>();
async function newKey(name: string, ...scopes: Scope[]): Promise<void> {
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await cloud.catalog.putKey({ hash, name, scopes, createdAt: 'now' });
  tokens.set(name, token);
}

/** A cursor of the audit in the middle of January 2026. */
const JANUARY = Buffer.from(`2026-01-15T12:00:00.000Z#${'0'.repeat(26)}~`).toString('base64url');

let data: string;
const start = async (more: Record<string, string>, folder?: string) => {
  data = folder ?? (await newFolder());
  uploader = await runUploader(data, more);
};

const as = (key: string, path: string, ...args: string[]) =>
  curl('-H', `Authorization: Bearer ${tokens.get(key)}`, ...args, `${uploader!.address}${path}`);

let made = 0;
async function upload(key: string, filename: string, bytes: Buffer = jpegLike(3_000 + ++made)) {
  const path = join(folder, String(made));
  await writeFile(path, bytes);
  return as(key, '/uploads', '-A', 'camera/1.0', '-F', `f=@${path};filename="${filename}"`);
}

const audit = async (query = '') =>
  (await as('owner', `/audit${query}`)).body.entries as AuditEntry[];
const entries = (count: number, query = '') =>
  eventually(async () => {
    const found = await audit(query);
    return found.length >= count ? found : undefined;
  });

test('lists who requested what, with the result, to keys with `manage` only', async () => {
  await newKey('owner', 'read', 'manage');
  await newKey('phone', 'upload');
  await start({ ...cloud.environment, GALERIA_KIND_MAX_BYTES: '{"image":10000}' });
  const { body } = await upload('phone', 'a.jpg');
  const { id } = body.uploads[0];
  expect((await upload('phone', 'text.xyz', Buffer.alloc(100))).status).toBe(415);
  expect((await upload('phone', 'big.jpg', jpegLike(20_000))).status).toBe(413);
  expect((await upload('owner', 'b.jpg')).body).toMatchObject({ code: 'scope-missing' });
  expect((await as('phone', '/audit')).status).toBe(403);

  const [first, second, third] = await entries(3);
  const common = {
    cell: expect.any(String),
    address: '127.0.0.1',
    key: 'phone',
    userAgent: 'camera/1.0',
  };
  expect(first).toEqual({
    ...common,
    entry: expect.stringMatching(/^\w{26}$/),
    at: expect.stringMatching(/Z$/),
    event: 'upload',
    result: 'accepted',
    id,
    kind: 'image',
    mimeType: 'image/jpeg',
    size: 3_001,
    filename: 'a.jpg',
  });
  expect(second).toMatchObject({
    ...common,
    event: 'upload',
    result: 'kind-unsupported',
    detail: 'text.xyz',
  });
  expect(third).toMatchObject({ ...common, event: 'upload', result: 'file-too-large' });
  const item = (await as('owner', `/media/${id}`)).body;
  expect(item.uploads[0]).toMatchObject({ upload: first!.entry, receivedAt: first!.at });

  // After processing fails, a retry and the deletion, the entries and the file name remain.
  const claim = await cloud.catalog.claim(id, {
    kind: 'image',
    owner: newUploadId(),
    leaseSeconds: 9,
  });
  if (claim.outcome !== 'claimed') throw new Error(claim.outcome);
  const attempt = { outcome: 'failed', durationMs: 1, memoryMiB: 1, coldStart: false } as const;
  await cloud.catalog.fail(claim.claim, { code: 'corrupt', message: 'x', attempt });
  for (let twice = 0; twice < 2; twice++) await as('owner', `/media/${id}/retry`, '-X', 'POST');
  expect((await as('owner', `/media/${id}?now=true`, '-X', 'DELETE')).status).toBe(204);
  expect((await as('owner', `/media/${id}?now=true`, '-X', 'DELETE')).status).toBe(404);
  expect((await audit()).slice(3)).toMatchObject([
    { event: 'retry', result: 'accepted', key: 'owner', id },
    { event: 'deletion', result: 'accepted', key: 'owner', id },
  ]);
  expect((await audit())[0]).toEqual(first);
  expect((await audit('?key=owner')).map(({ event }) => event)).toEqual(['retry', 'deletion']);
  expect(JSON.stringify(await audit())).not.toContain('gal_');

  const paged = (await as('owner', '/audit?limit=2')).body;
  const rest = (await as('owner', `/audit?cursor=${paged.cursor}`)).body;
  expect([...paged.entries, ...rest.entries]).toEqual(await audit());
});

test.each([
  ['that ends before it begins', '?from=2026-02-02T00:00:00Z&to=2026-02-01T00:00:00Z'],
  ['with an invalid time', '?from=yesterday'],
  ['with an impossible date', '?from=2026-02-30T00:00:00Z'],
  ['with an invalid cursor', '?cursor=e30'],
  ['with a cursor before it', `?from=2026-02-01T00:00:00Z&cursor=${JANUARY}`],
  [
    'with a cursor after it',
    `?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&cursor=${JANUARY}`,
  ],
  ['with too high a limit', '?limit=101'],
])('a range %s is rejected', async (_what, query) => {
  await start(cloud.environment);
  expect((await as('owner', `/audit${query}`)).body).toMatchObject({ code: 'bad-request' });
});

test('an upload during an outage of the cloud is recorded when it ships, with its own time', async () => {
  const data = await newFolder();
  await start(cloud.environment, data);
  await uploader!.end('SIGTERM');
  await start({ GALERIA_AUDIT_ADDRESS: 'truncated' }, data);
  const before = new Date().toISOString();
  expect((await upload('phone', 'away.jpg')).status).toBe(202);
  const after = new Date().toISOString();
  await uploader!.end('SIGTERM');
  await start(cloud.environment, data);
  const [entry, ...more] = await entries(1, `?from=${before}`);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    result: 'accepted',
    filename: 'away.jpg',
    address: '127.0.0.0/24',
  });
  expect(entry!.at >= before && entry!.at <= after).toBe(true);
});

test('GALERIA_AUDIT_FORGETS_NAMES deletes file names from the audit; address `none` stores none', async () => {
  const from = new Date().toISOString();
  await start({
    ...cloud.environment,
    GALERIA_AUDIT_FORGETS_NAMES: 'true',
    GALERIA_AUDIT_ADDRESS: 'none',
  });
  const bytes = jpegLike(4_321);
  const ids: string[] = [];
  for (const name of ['one.jpg', 'other.jpg']) {
    ids.push((await upload('phone', name, bytes)).body.uploads[0].id);
  }
  const there = await entries(2, `?from=${from}`);
  expect(there.map(({ filename }) => filename).toSorted()).toEqual(['one.jpg', 'other.jpg']);
  await eventually(async () => (await as('owner', `/media/${ids[0]}`)).body.status === 'stored');
  expect((await as('owner', `/media/${ids[0]}?now=true`, '-X', 'DELETE')).status).toBe(204);
  // The shipper drops an upload in progress a moment later.
  const left = await eventually(async () => {
    const found = await audit(`?from=${from}`);
    return found.every(({ filename }) => filename === undefined) ? found : undefined;
  });
  expect(left).toHaveLength(3);
  for (const entry of left) {
    expect(entry).not.toHaveProperty('filename');
    expect(entry).not.toHaveProperty('address');
    expect(entry.id).toBe(ids[0]);
  }
});

test('an aborted body is audited with the client address', async () => {
  await newKey('owner', 'read', 'manage');
  await newKey('tunnel', 'upload');
  await start(cloud.environment);
  const socket = connect(Number(new URL(uploader!.address!).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000\r\n' +
      `Authorization: Bearer ${tokens.get('tunnel')}\r\n` +
      'Content-Type: multipart/form-data; boundary=b\r\n\r\n' +
      '--b\r\nContent-Disposition: form-data; name="f"; filename="f.jpg"\r\n\r\n',
  );
  socket.write(jpegLike(300_000));
  const incoming = join(data, 'spool', 'incoming');
  await eventually(async () => (await readdir(incoming)).length === 1);
  socket.resetAndDestroy();
  await eventually(async () => (await readdir(incoming)).length === 0);
  const [entry] = await entries(1, '?key=tunnel');
  expect(entry).toMatchObject({ result: 'broken-multipart', address: '127.0.0.1' });
  expect(uploader!.log.filter(({ code }) => code === 'internal')).toEqual([]);
});
