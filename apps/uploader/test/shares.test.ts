import { newUploadId } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ATTEMPTS } from '../src/limits.ts';
import { hashOf, newSecret, tokenOf as tokenOfShare } from '../src/shares/token.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let uploader: Process;
/** Items that are `ready`, with a position or without, and one that waits for its processor. */
let placed: Item;
let alsoPlaced: Item;
let plain: Item;
let alsoPlain: Item;
let waiting: Item;

beforeAll(async () => {
  cloud = await startCloud();
  uploader = await runUploader(await newFolder(), cloud.environment);
  [placed, alsoPlaced, plain, alsoPlain, waiting] = await Promise.all([
    readyItem(),
    readyItem(),
    readyItem({}),
    readyItem({}),
    upload(),
  ]);
});
afterAll(async () => {
  await uploader.end('SIGTERM');
  await cloud.close();
});

/** A request, and its answer. */
async function ask(address: string, init?: RequestInit) {
  const answer = await fetch(address, init);
  const text = await answer.text();
  const body = text === '' ? undefined : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, body };
}

const api = (path: string, init?: RequestInit) => ask(`${uploader.address}${path}`, init);
const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const remove = { method: 'DELETE' };
const create = (body: object) => api('/shares', json(body));
/** A new link's token. */
const tokenOf = async (body: object): Promise<string> => (await create(body)).body.token;
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const shown = async (token: string, query = '', init?: RequestInit) =>
  idsOf((await api(`/s/${token}/items${query}`, init)).body.items);

interface Item {
  readonly id: string;
  readonly bytes: Buffer;
}

let sent = 0;
async function upload(): Promise<Item> {
  const bytes = jpegLike(2_000 + ++sent);
  await api(`/uploads/${sent}.jpg`, { method: 'PUT', body: new Uint8Array(bytes) });
  const id = sha256(bytes);
  await eventually(async () => (await cloud.catalog.get(id))?.status === 'stored');
  return { id, bytes };
}

const POSITION = {
  gps: { latitude: -22.97, longitude: -43.18 },
  place: { city: 'Rio de Janeiro', region: 'Rio', country: 'Brazil', countryCode: 'BR' },
};

/** An item that is `ready`, as its function leaves it. */
async function readyItem(more: object = POSITION): Promise<Item> {
  const item = await upload();
  const owner = newUploadId();
  const outcome = await cloud.catalog.claim(item.id, { kind: 'image', owner, leaseSeconds: 60 });
  if (outcome.outcome !== 'claimed') throw new Error(outcome.outcome);
  const local = '2024-05-06T07:08:09';
  await cloud.catalog.complete(outcome.claim, {
    mimeType: 'image/jpeg',
    metadata: {
      format: 'jpeg',
      width: 40,
      height: 30,
      title: 'Praia',
      camera: { make: 'Canon' },
      taken: { local, offset: '-03:00', offsetSource: 'place', zone: 'America/Sao_Paulo' },
      ...more,
    },
    renditions: [{ name: '320.v4.jpg', mimeType: 'image/jpeg', width: 40, height: 30, size: 9 }],
    recipe: 'one',
    attempt: { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false },
  });
  await eventually(async () => (await api(`/media/${item.id}`)).body.status === 'ready');
  return item;
}

describe('a link to a selection', () => {
  test('shows its ready items in their order, without place, time zone and camera', async () => {
    const one = placed;
    const ids = [plain.id, waiting.id, one.id];
    const { status, body } = await create({ title: 'Rio', ids });
    expect(status).toBe(201);
    expect(body).toMatchObject({ type: 'share', title: 'Rio', hasPassword: false, views: 0 });
    expect(body.url).toBe(`/s/${body.token}`);

    const { items } = (await api(`${body.url}/items`)).body;
    expect(idsOf(items)).toEqual([plain.id, one.id]);
    expect(items[1]).toEqual({
      id: one.id,
      kind: 'image',
      title: 'Praia',
      date: '2024-05-06T07:08:09',
      width: 40,
      height: 30,
      renditions: [
        {
          name: '320.v4.jpg',
          url: `/r/${one.id}/320.v4.jpg`,
          mimeType: 'image/jpeg',
          width: 40,
          height: 30,
          size: 9,
        },
      ],
      sources: [expect.objectContaining({ type: 'image/jpeg' })],
    });
    const link = await api(`${body.url}/link`);
    expect(link.body).toMatchObject({ type: 'share', title: 'Rio', isLocked: false });
  });

  test('pages through its items', async () => {
    const ids = idsOf([placed, plain, alsoPlaced]);
    const token = await tokenOf({ ids });
    const first = (await api(`/s/${token}/items?limit=2`)).body;
    expect(await shown(token, `?limit=2&cursor=${first.cursor}`)).toEqual(ids.slice(2));
    expect(first.items).toHaveLength(2);
    expect((await api(`/s/${token}/items?cursor=x`)).status).toBe(400);
  });

  test('drops items that are moved to the bin or deleted', async () => {
    const [binned, deleted] = [await readyItem({}), await readyItem({})];
    const ids = idsOf([binned, deleted, plain]);
    const token = await tokenOf({ ids, originals: true });
    const { items } = (await api(`/s/${token}/items`)).body;
    await api(`/media/${binned.id}`, remove);
    await api(`/media/${deleted.id}?now=true`, remove);
    expect(await shown(token)).toEqual([plain.id]);
    for (const { original } of items.slice(0, 2)) {
      expect((await api(original.url)).status).toBe(404);
    }
  });
});

describe('a link to an album', () => {
  test('shows what the album has in its order, also what is added later', async () => {
    const [one, two] = [placed, plain];
    const album = (await api('/albums', json({ name: 'Rio' }))).body.id;
    const token = await tokenOf({ album });
    expect(await shown(token)).toEqual([]);
    await api(`/albums/${album}/items`, json({ add: [two.id, one.id] }));
    expect(await shown(token)).toEqual([two.id, one.id]);
    await api(`/albums/${album}/items`, json({ remove: [two.id] }));
    expect(await shown(token)).toEqual([one.id]);
    await api(`/albums/${album}`, remove);
    expect((await api(`/s/${token}/items`)).status).toBe(404);
  });

  test('never shows items that are not ready, whatever the rule of the album', async () => {
    const rule = { status: 'stored' };
    const album = (await api('/albums', json({ name: 'Waiting', rule }))).body.id;
    expect((await api(`/albums/${album}`)).body.count).toBeGreaterThan(0);
    expect(await shown(await tokenOf({ album }))).toEqual([]);
    expect(await shown(await tokenOf({ ids: [waiting.id] }))).toEqual([]);
  });
});

describe('originals', () => {
  const originalsOf = async (token: string) =>
    (await api(`/s/${token}/items`)).body.items.map(
      ({ original }: { original?: object }) => original,
    );

  test('are given only if the link says so, and those with a position only with it', async () => {
    const ids = idsOf([placed, plain]);
    expect(await originalsOf(await tokenOf({ ids }))).toEqual([undefined, undefined]);
    const some = await originalsOf(await tokenOf({ ids, originals: true }));
    expect(some).toEqual([undefined, expect.objectContaining({ mimeType: 'image/jpeg' })]);
    const token = await tokenOf({ ids, originals: true, position: true });
    const [first] = await originalsOf(token);
    const answer = await fetch(`${uploader.address}${first.url}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(placed.bytes)).toBe(true);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect((await api(`/s/${token}/items`)).body.items[0].place).toMatchObject({
      city: 'Rio de Janeiro',
      latitude: -22.97,
    });
  });

  test('need the address that the listing of the same link gave', async () => {
    const [mine, other] = [plain, alsoPlain];
    const token = await tokenOf({ ids: [mine.id], originals: true });
    const elsewhere = await tokenOf({ ids: [mine.id], originals: true });
    const without = await tokenOf({ ids: [mine.id] });
    const [{ url }] = await originalsOf(token);
    const status = async (path: string) => (await fetch(`${uploader.address}${path}`)).status;
    expect(await status(url)).toBe(200);
    expect(await status(url.replace(mine.id, other.id))).toBe(404);
    expect(await status(url.replace(/until=\d+/, 'until=99999999999'))).toBe(404);
    expect(await status(url.replace(token, elsewhere))).toBe(404);
    expect(await status(url.replace(token, without))).toBe(404);
    expect(await status(`/s/${token}/items/${mine.id}/original`)).toBe(400);
  });
});

describe('a password', () => {
  test('opens the link by a cookie that is bound to it, and is stored as a hash alone', async () => {
    const { id } = plain;
    const { token, id: share } = (await create({ ids: [id], password: 'Ação' })).body;
    expect((await api(`/s/${token}/items`)).body.code).toBe('password-required');
    const { body } = await api(`/s/${token}/link`);
    expect(body).toEqual({ type: 'share', isLocked: true, expiresAt: expect.any(String) });
    const unlock = (password: string) => api(`/s/${token}/unlock`, json({ password }));
    expect((await unlock('acao')).status).toBe(403);
    // The same letters, composed otherwise.
    const right = await unlock('Ação'.normalize('NFD'));
    expect(right.status).toBe(204);
    const [cookie = ''] = right.headers.getSetCookie();
    expect(cookie).toMatch(/; Path=\/s\/\S+; .*HttpOnly.*; SameSite=Strict/i);
    const pair = cookie.split(';')[0]!;
    expect(await shown(token, '', { headers: { cookie: pair } })).toEqual([id]);
    const other = await tokenOf({ ids: [id], password: 'Ação' });
    const answer = await api(`/s/${other}/items`, { headers: { cookie: pair } });
    expect(answer.body.code).toBe('password-required');
    const stored = JSON.stringify(await cloud.catalog.readShare(share));
    expect(stored).not.toContain('Ação');
    expect(stored).not.toContain(token.slice(26));
  });

  test('is refused after too many attempts, right or wrong', async () => {
    const token = await tokenOf({ ids: [sha256(Buffer.from('x'))], password: 'right' });
    const unlock = (password: string) => api(`/s/${token}/unlock`, json({ password }));
    const wrong = await Promise.all(Array.from({ length: ATTEMPTS.ofNetwork }, () => unlock('no')));
    expect(new Set(wrong.map(({ body }) => body.code))).toEqual(new Set(['password-wrong']));
    const last = await unlock('right');
    expect(last).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(last.headers.get('retry-after')).toBe('60');
  });
});

describe('a drop', () => {
  const send = async (token: string, ...files: Buffer[]) => {
    const form = new FormData();
    for (const [at, bytes] of files.entries()) {
      form.append('file', new Blob([new Uint8Array(bytes)]), `guest-${at}.jpg`);
    }
    return api(`/s/${token}/uploads`, { method: 'POST', body: form });
  };

  test('takes files into its album, whose upload and audit name the link, and shows none', async () => {
    const album = (await api('/albums', json({ name: 'Guests' }))).body.id;
    const { token, id: share } = (await create({ type: 'drop', album, title: 'Party' })).body;
    const files = [jpegLike(3_001), jpegLike(3_002)];
    const answer = await send(token, ...files, plain.bytes);
    expect(answer.status).toBe(202);
    // Not whether an item was known.
    expect(answer.body.uploads.map(Object.keys)).toEqual(
      Array.from({ length: 3 }, () => ['filename', 'size']),
    );
    expect(answer.headers.get('galeria-item')).toBeNull();
    const ids = [...files.map(sha256), plain.id].sort();
    await eventually(async () => {
      const { items } = (await api(`/albums/${album}/items`)).body;
      return idsOf(items).sort().join() === ids.join();
    });
    const { uploads } = (await api(`/media/${sha256(files[0]!)}`)).body;
    expect(uploads).toEqual([expect.objectContaining({ filename: 'guest-0.jpg', share })]);
    const { entries } = (await api('/audit?limit=100')).body;
    const ofGuest = entries.filter((entry: { share?: string }) => entry.share === share);
    expect(ofGuest.map(({ event }: { event: string }) => event)).toEqual(Array(3).fill('upload'));
    expect((await api(`/s/${token}/items`)).status).toBe(404);
    expect((await api(`/s/${token}/link`)).body).toMatchObject({ type: 'drop', files: 997 });
    expect((await api(`/shares/${share}`)).body).toMatchObject({ files: 3, title: 'Party' });
  });

  test('takes no more files than its limit from requests at the same time', async () => {
    const { token, id } = (await create({ type: 'drop', maxFiles: 2 })).body;
    const requests = Array.from({ length: 4 }, (_, at) => send(token, jpegLike(3_100 + at)));
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 409, 409]);
    expect((await api(`/shares/${id}`)).body).toMatchObject({ files: 2 });
    expect((await send(token, jpegLike(3_200))).body.code).toBe('drop-full');
  });

  test('takes no more bytes than its limit, and nothing of a request that is refused', async () => {
    const { token, id } = (await create({ type: 'drop', maxBytes: 5_000 })).body;
    expect((await send(token, jpegLike(3_300), jpegLike(3_301))).body.code).toBe('drop-full');
    expect((await send(token, Buffer.from('no picture'))).body.code).toBe('kind-unsupported');
    expect((await api(`/shares/${id}`)).body).toMatchObject({ files: 0, bytes: 0 });
    expect((await send(token, jpegLike(5_000))).status).toBe(202);
    expect((await api(`/shares/${id}`)).body).toMatchObject({ files: 1, bytes: 5_000 });
  });

  test('needs its password, and takes nothing after its end', async () => {
    const { token, id } = (await create({ type: 'drop', password: 'x' })).body;
    expect((await send(token, jpegLike(3_400))).body.code).toBe('password-required');
    await api(`/shares/${id}`, remove);
    expect((await send(token, jpegLike(3_400))).status).toBe(404);
    expect((await send(await tokenOf({ ids: [plain.id] }), jpegLike(3_401))).status).toBe(404);
  });
});

describe('the end of a link', () => {
  test('unknown, ended, expired and malformed tokens get the same answer', async () => {
    const { id } = plain;
    const { token, id: share } = (await create({ ids: [id] })).body;
    expect(await shown(token)).toEqual([id]);
    expect((await api(`/shares/${share}`, remove)).status).toBe(204);
    expect((await api(`/shares/${share}`, remove)).status).toBe(404);

    const secret = newSecret();
    const past = await cloud.catalog.createShare({
      ...{ type: 'share', ids: [id], signingKey: '', secretHash: hashOf(secret) },
      until: new Date(Date.now() - 1).toISOString(),
    });
    const expired = tokenOfShare(past.id, secret);
    const otherSecret = `${(await tokenOf({ ids: [id] })).slice(0, 26)}${token.slice(26)}`;
    const answers = await Promise.all(
      [token, expired, otherSecret, `${share}x`, 'x'].map((one) =>
        fetch(`${uploader.address}/s/${one}/items`),
      ),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(answers[0]!.headers.get('cache-control')).toBe('private, no-store');
    expect(answers[0]!.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answers[0]!.headers.get('x-robots-tag')).toContain('noindex');
  });

  test.each([
    ['neither ids nor album', {}],
    [
      'both ids and album',
      { ids: [sha256(Buffer.from('x'))], album: '01KB4Z3Q7M2N3P4R5S6T7V8W9X' },
    ],
    ['an end in the past', { ids: [sha256(Buffer.from('x'))], expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end too far away', { ids: [sha256(Buffer.from('x'))], expiresAt: '2999-01-01T00:00:00Z' }],
    ['a limit of files', { ids: [sha256(Buffer.from('x'))], maxFiles: 1 }],
    ['ids of a drop', { type: 'drop', ids: [sha256(Buffer.from('x'))] }],
    ['positions of a drop', { type: 'drop', originals: false, position: true }],
  ])('a new link with %s is refused', async (_, body) => {
    expect(await create(body)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  });
});

test('the owner lists links without tokens, with their views, and the audit has their ids', async () => {
  const { id } = plain;
  const other = await runUploader(await newFolder(), cloud.environment);
  const { token, id: share } = (await create({ ids: [id] })).body;
  await eventually(
    async () => (await ask(`${other.address}/s/${token}/items`)).body.items?.length === 1,
  );
  await ask(`${other.address}/s/${token}/items?limit=1`);
  expect((await api(`/shares/${share}`)).body).toMatchObject({ views: 0, ids: [id] });
  // A cell that stops writes what it has counted.
  await other.end('SIGTERM');
  const { views, lastUsedAt } = (await api(`/shares/${share}`)).body;
  expect(views).toBeGreaterThanOrEqual(2);
  expect(Date.parse(lastUsedAt)).not.toBeNaN();
  const { shares } = (await api('/shares?limit=100')).body;
  const listed = shares.find((one: { id: string }) => one.id === share);
  expect(listed).not.toHaveProperty('ids');
  expect(JSON.stringify(shares)).not.toContain(token.slice(26));
  const { entries } = (await api('/audit?limit=100')).body;
  expect(entries).toContainEqual(
    expect.objectContaining({ event: 'share', detail: `created ${share}` }),
  );
});
