import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { events, type GalleryEvent } from '@galeria/api/client';
import { newUploadId } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let store: Gate;
let folder: string;
let uploader: Process;

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
  store = await openGate(cloud.environment.AWS_ENDPOINT_URL_S3);
  uploader = await start();
});
afterEach(() => store.mend());
afterAll(async () => {
  await uploader.end('SIGTERM');
  store.close();
  await cloud.close();
});

const start = async () =>
  runUploader(await newFolder(), {
    ...cloud.environment,
    AWS_ENDPOINT_URL_S3: store.endpoint,
  });

let sent = 0;
async function upload(filename = `${sent}.jpg`): Promise<string> {
  const path = join(folder, String(++sent));
  await writeFile(path, jpegLike(2_000 + sent));
  const file = `file=@${path};filename="${filename}"`;
  return (await curl('-F', file, `${uploader.address}/uploads`)).body.uploads[0].id;
}

/** Processes an item as its function does. */
async function process(id: string): Promise<void> {
  await eventually(async () => (await cloud.catalog.describe(id)).state === 'alive');
  const owner = newUploadId();
  const outcome = await cloud.catalog.claim(id, { kind: 'image', owner, leaseSeconds: 60 });
  if (outcome.outcome !== 'claimed') throw new Error(outcome.outcome);
  await cloud.catalog.complete(outcome.claim, {
    mimeType: 'image/jpeg',
    metadata: {
      format: 'jpeg',
      title: 'From the file',
      keywords: ['file'],
      taken: { local: '2020-01-02T03:04:05', offset: '+01:00', offsetSource: 'exif' },
      gps: { latitude: 1, longitude: 2 },
      place: { city: 'Lisbon', region: 'Lisbon', country: 'Portugal', countryCode: 'PT' },
    },
    renditions: [],
    recipe: 'one',
    attempt: { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false },
  });
  await eventually(async () => (await read(id)).body.status === 'ready');
}

const read = (id: string) => curl(`${uploader.address}/media/${id}`);
const json = (body: object) => ['-H', 'content-type: application/json', '-d', JSON.stringify(body)];
const edit = (id: string, body: object, ...more: string[]) =>
  curl('-X', 'PATCH', ...json(body), ...more, `${uploader.address}/media/${id}`);
const batch = (body: object) => curl(...json(body), `${uploader.address}/media/batch`);
const list = async (query: string, from = uploader): Promise<string[]> =>
  // A cell that has just started may have no index yet.
  (await curl(`${from.address}/media?limit=100&${query}`)).body.items?.map(
    ({ id }: { id: string }) => id,
  );

describe('an edit of an item', () => {
  test('is shown, searched, filtered and sorted by at once, and taken back by null', async () => {
    const id = await upload();
    await process(id);
    const edited = {
      title: 'Zwölf Apostel',
      description: 'Am Abend',
      tags: { add: ['küste'], remove: ['FILE'] },
      favourite: true,
      archived: true,
      date: '1999-12',
      place: { city: 'Melbourne', country: 'Australia', latitude: -38, longitude: 143 },
      rating: 4,
    };
    const { body } = await edit(id, edited);
    const shown = {
      title: 'Zwölf Apostel',
      description: 'Am Abend',
      tags: ['küste'],
      favourite: true,
      archived: true,
      date: '1999-12-01T00:00:00',
      dateSource: 'edit',
      place: { city: 'Melbourne', country: 'Australia', latitude: -38, longitude: 143 },
      rating: 4,
      revision: '1.1',
    };
    expect(body).toMatchObject({ ...shown, metadata: { title: 'From the file' } });
    expect((await read(id)).body).toMatchObject(shown);
    for (const query of [
      'q=zwolf%20apostel%20abend',
      'q=tag:kuste',
      'q=melbourne%201999',
      'favourite=true&archived=true',
      'rating=4',
      'tag=k%C3%BCste',
      'place=Melbourne',
      'from=1999-12&to=1999-12-01',
      'bbox=142,-39,144,-37',
    ]) {
      expect([query, await list(query)]).toEqual([query, [id]]);
    }
    for (const query of ['tag=file', 'place=Portugal', 'archived=false', 'rating=5', 'from=2020']) {
      expect([query, (await list(query)).includes(id)]).toEqual([query, false]);
    }
    await edit(id, Object.fromEntries(Object.keys(edited).map((name) => [name, null])));
    const { body: back } = await read(id);
    expect(back).toMatchObject({
      title: 'From the file',
      tags: ['file'],
      date: '2020-01-02T03:04:05',
      offset: '+01:00',
      dateSource: 'exif',
      place: { city: 'Lisbon', latitude: 1 },
      revision: '1.2',
    });
    for (const gone of ['description', 'favourite', 'archived', 'rating', 'edited']) {
      expect(back).not.toHaveProperty(gone);
    }
    expect(await list('place=Portugal')).toEqual([id]);
  });

  test('is in the index of another cell, which is built anew', async () => {
    const id = await upload();
    await process(id);
    await edit(id, { title: 'Everywhere', rating: 5 });
    const other = await start();
    await eventually(async () => (await list('rating=5&q=everywhere', other))?.includes(id));
    await other.end('SIGTERM');
  });

  test('sends one event and writes one audit entry', async () => {
    const id = await upload();
    await process(id);
    const ended = new AbortController();
    const received: GalleryEvent[] = [];
    let isOpen = false;
    const following = (async () => {
      const options = {
        baseUrl: uploader.address!,
        signal: ended.signal,
        onConnection: (value: boolean) => {
          isOpen = value;
        },
      };
      for await (const event of events(options)) received.push(event);
    })();
    await eventually(() => isOpen);
    await edit(id, { title: 'Told', rating: 1 });
    await edit(id, { title: 'Told' });
    await eventually(() => received.length > 0);
    expect(received).toMatchObject([{ type: 'changed', data: { id, item: { title: 'Told' } } }]);
    ended.abort();
    await following;
    const { body } = await curl(`${uploader.address}/audit?limit=100`);
    const found = body.entries.filter(
      (entry: { event: string; id?: string }) => entry.event === 'edit' && entry.id === id,
    );
    expect(found).toMatchObject([{ result: 'accepted', detail: 'title, rating' }]);
  });

  test('with If-Match of an earlier revision is refused and changes nothing', async () => {
    const id = await upload();
    await process(id);
    const { headers } = await fetch(`${uploader.address}/media/${id}`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    const tag = headers.get('etag')!;
    expect(await edit(id, { title: 'first' }, '-H', `if-match: ${tag}`)).toMatchObject({
      status: 200,
      body: { revision: '1.1' },
    });
    for (const stale of [tag, 'W/"1.1"', '"none"', '']) {
      const answer = await edit(id, { title: 'second' }, '-H', `if-match: ${stale || ';'}`);
      expect([stale, answer]).toMatchObject([
        stale,
        { status: 412, body: { code: 'edit-conflict' } },
      ]);
    }
    expect((await read(id)).body.title).toBe('first');
    const answer = await fetch(`${uploader.address}/media/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '"9.9", "1.1"' },
      body: '{"title":"third"}',
    });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1.2"']);
    expect((await edit(id, { title: 'any' }, '-H', 'if-match: *')).status).toBe(200);
  });

  test('of an upload that only the spool has is kept when the file is shipped', async () => {
    store.cut();
    const id = await upload();
    expect(await edit(id, { title: 'early', tags: { add: ['mine'] } })).toMatchObject({
      status: 200,
      body: { status: 'received', title: 'early' },
    });
    store.mend();
    await process(id);
    expect((await read(id)).body).toMatchObject({ title: 'early', tags: ['file', 'mine'] });
  });

  test.each([
    ['no field', {}],
    ['an unknown field', { colour: 'red' }],
    ['a day that does not exist', { date: '2024-02-30' }],
    ['a time that does not exist', { date: '2024-02-03T25:00' }],
    ['a UTC offset that does not exist', { date: '2024-02-03T04:05+24:00' }],
    ['text for a date', { date: 'May' }],
    ['a latitude alone', { place: { latitude: 1 } }],
    ['six stars', { rating: 6 }],
    ['a blank tag', { tags: [' '] }],
    ['a long title', { title: 'x'.repeat(501) }],
    ['a shift of two centuries', { date: { shift: 7e9 } }],
  ])('with %s is refused', async (_, body) => {
    expect(await edit('0'.repeat(64), body)).toMatchObject({
      status: 400,
      body: { code: 'bad-request' },
    });
  });

  test('of an unknown item is 404', async () => {
    expect((await edit('0'.repeat(64), { rating: 1 })).status).toBe(404);
  });
});

describe('a batch', () => {
  test('edits each item, and changes nothing when it is repeated', async () => {
    const ids = [await upload(), await upload()];
    for (const id of ids) await process(id);
    const unknown = '0'.repeat(64);
    const body = {
      ids: [...ids, unknown, ids[0]],
      edit: { date: { shift: -3600 }, tags: { add: ['trip'] } },
    };
    expect(await batch(body)).toEqual({
      status: 200,
      body: {
        items: [
          { id: ids[0], result: 'edited' },
          { id: ids[1], result: 'edited' },
          { id: unknown, result: 'not-found' },
        ],
      },
    });
    const again = await batch(body);
    expect(again.body.items.map(({ result }: { result: string }) => result)).toEqual([
      'unchanged',
      'unchanged',
      'not-found',
    ]);
    for (const id of ids) {
      expect((await read(id)).body).toMatchObject({
        date: '2020-01-02T02:04:05',
        offset: '+01:00',
        dateSource: 'edit',
        tags: ['file', 'trip'],
      });
    }
    expect((await list('tag=trip')).toSorted()).toEqual(ids.toSorted());
  });

  test('edits what a query finds, also where the edit ends the match', async () => {
    const ids = [await upload('query one.jpg'), await upload('query two.jpg')];
    for (const id of ids) await process(id);
    const body = { query: { q: 'query', archived: false }, edit: { archived: true } };
    const { body: answer } = await batch(body);
    expect(answer.items).toHaveLength(2);
    expect(answer).not.toHaveProperty('cursor');
    expect(await list('q=query&archived=false')).toEqual([]);
    expect((await batch(body)).body).toEqual({ items: [] });
  });

  test.each([
    ['neither ids nor a query', { edit: { rating: 1 } }],
    ['both', { ids: ['0'.repeat(64)], query: {}, edit: { rating: 1 } }],
    ['too many ids', { ids: Array(1001).fill('0'.repeat(64)), edit: { rating: 1 } }],
    ['an unknown filter', { query: { colour: 'red' }, edit: { rating: 1 } }],
    ['a forged cursor', { query: {}, cursor: 'forged', edit: { rating: 1 } }],
  ])('with %s is refused', async (_, body) => {
    expect(await batch(body)).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  });
});

describe('albums', () => {
  const url = (path = '') => `${uploader.address}/albums${path}`;
  const create = async (body: object) => (await curl(...json(body), url())).body;
  const change = (id: string, body: object) => curl(...json(body), url(`/${id}/items`));
  const itemsOf = async (id: string, query = ''): Promise<string[]> =>
    (await curl(url(`/${id}/items?${query}`))).body.items.map((item: { id: string }) => item.id);
  const results = ({ body }: { body: { items: { result: string }[] } }) =>
    body.items.map(({ result }) => result);

  test('an album has items in its order, which are added, moved and removed in bulk', async () => {
    const [a = '', b = '', c = ''] = [await upload(), await upload(), await upload()];
    for (const id of [a, b, c]) await process(id);
    const album = await create({ name: 'Praias' });
    expect(album).toMatchObject({ type: 'album', sort: 'position', order: 'asc', count: 0 });
    const { id } = album;
    const unknown = '0'.repeat(64);
    expect(results(await change(id, { add: [b, unknown, a] }))).toEqual([
      'edited',
      'not-found',
      'edited',
    ]);
    expect(results(await change(id, { add: [a, c] }))).toEqual(['unchanged', 'edited']);
    expect(await itemsOf(id)).toEqual([b, a, c]);
    await change(id, { add: [c], before: a });
    expect(await itemsOf(id)).toEqual([b, c, a]);
    const first = (await curl(url(`/${id}/items?limit=2`))).body;
    expect(first).toMatchObject({ total: 3, items: [{ albums: [id] }, { id: c }] });
    expect(await itemsOf(id, `limit=2&cursor=${first.cursor}`)).toEqual([a]);
    const other = await create({ name: 'Another', sort: 'date' });
    await change(other.id, { add: [a] });
    expect(await list(`inAlbum=${id}&sort=position&order=desc`)).toEqual([a, c, b]);
    await edit(a, { title: null, rating: 2 });
    expect((await read(a)).body.albums.toSorted()).toEqual([id, other.id].toSorted());

    expect(results(await change(id, { remove: [c] }))).toEqual(['edited']);
    expect((await curl('-X', 'DELETE', `${uploader.address}/media/${b}`)).status).toBe(204);
    expect(await itemsOf(id)).toEqual([a]);
    expect((await curl(url(`/${id}`))).body).toMatchObject({ count: 1, cover: { id: a } });

    expect((await curl('-X', 'DELETE', url(`/${id}`))).status).toBe(204);
    expect((await curl(url(`/${id}`))).status).toBe(404);
    expect((await read(a)).body.albums).toEqual([other.id]);
  });

  test('an album is renamed unless it was changed in the meantime', async () => {
    const { id, revision } = await create({ name: 'One', description: 'text' });
    const rename = (name: string) =>
      curl('-X', 'PATCH', '-H', `if-match: "${revision}"`, ...json({ name }), url(`/${id}`));
    expect(await rename('Two')).toMatchObject({
      status: 200,
      body: { name: 'Two', description: 'text', revision: '2' },
    });
    expect(await rename('Three')).toMatchObject({ status: 412, body: { code: 'edit-conflict' } });
    const { body } = await curl(url('?limit=1'));
    expect(body).toMatchObject({ albums: [{ id, name: 'Two' }], cursor: expect.any(String) });
    expect((await curl(url(`?limit=1&cursor=${body.cursor}`))).body.albums).toHaveLength(1);
    const { entries } = (await curl(`${uploader.address}/audit?limit=100`)).body;
    const details = entries.map(({ detail }: { detail?: string }) => detail);
    expect(details).toEqual(expect.arrayContaining([`created ${id}`, `changed ${id}`]));
  });

  test('an album by rule has what its query finds, and takes no items', async () => {
    const id = await upload();
    await process(id);
    const album = await create({ name: 'Best', description: '', rule: { tag: 'by rule' } });
    expect(album).toMatchObject({ sort: 'date', order: 'desc', count: 0 });
    expect(album).not.toHaveProperty('description');
    await edit(id, { tags: ['by rule'] });
    expect(await itemsOf(album.id)).toEqual([id]);
    expect(await change(album.id, { add: [id] })).toMatchObject({
      status: 409,
      body: { code: 'album-by-rule' },
    });
  });

  test('a playlist accepts only songs', async () => {
    const picture = await upload();
    await process(picture);
    const { id } = await create({ name: 'Songs', type: 'playlist' });
    expect((await change(id, { add: [picture] })).body.items).toEqual([
      { id: picture, result: 'refused', code: 'not-a-song' },
    ]);
    expect(await itemsOf(id)).toEqual([]);
  });

  test.each([
    ['no name', {}],
    ['a blank name', { name: ' ' }],
    ['a rule with positions', { name: 'x', rule: { tag: 'y' }, sort: 'position' }],
    ['a rule that the index refuses', { name: 'x', rule: { from: '2024-02-30' } }],
  ])('an album with %s is refused', async (_, body) => {
    expect(await curl(...json(body), url())).toMatchObject({ status: 400 });
  });
});
