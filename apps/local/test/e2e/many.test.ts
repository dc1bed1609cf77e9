import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openCloud } from './cloud-access.ts';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start({ stack: 'prod' }), media.mediaFolder()]);
});
afterAll(() => galeria.remove());

/** Calls `each` for all values with bounded concurrency. */
async function atATime<T, R>(count: number, all: readonly T[], each: (one: T) => Promise<R>) {
  const results: R[] = [];
  const queue = [...all];
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
        results.push(await each(one));
      }
    }),
  );
  return results;
}

const seeds = Array.from({ length: 50 }, (_, index) => 1000 + index);

test('50 files uploaded to two cells, 8 at a time, all become ready', async () => {
  const uploads = await atATime(8, seeds, async (seed) => {
    const [one] = await galeria.upload(
      await media.save(folder, `${seed}.jpg`, await media.noise(seed)),
    );
    return one!;
  });
  const items = await Promise.all(uploads.map(({ id }) => galeria.settled(id)));
  expect(items.map(({ status }) => status)).toEqual(seeds.map(() => 'ready'));
  const cells = new Set(items.flatMap((item) => item.uploads.map(({ cell }) => cell)));
  expect(cells).toEqual(new Set(['a', 'b']));
});

test('the listing returns each item once, newest first, in pages', async () => {
  const listed: { id: string; createdAt: string }[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: '20',
      kind: 'image',
      ...(cursor ? { cursor } : {}),
    });
    const page = (await (await fetch(`${galeria.address}/media?${query}`)).json()) as {
      items: typeof listed;
      cursor?: string;
    };
    if (page.cursor) expect(page.items).toHaveLength(20);
    listed.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  expect(new Set(listed.map(({ id }) => id)).size).toBe(seeds.length);
  expect(listed).toHaveLength(seeds.length);
  const times = listed.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted().toReversed());
});

test('the same file uploaded twice at once gives one item with two uploads', async () => {
  const path = await media.save(folder, 'twice.jpg', await media.noise(9));
  const [[one], [two]] = await Promise.all([galeria.upload(path), galeria.upload(path)]);
  expect(one!.id).toBe(two!.id);
  const item = await galeria.settled(one!.id);
  expect(item.status).toBe('ready');
  const { uploads } = await eventually(async () => {
    const seen = await galeria.item(one!.id);
    return seen && seen.uploads.length > 1 ? seen : undefined;
  });
  expect(new Set(uploads.map(({ upload }) => upload)).size).toBe(2);
  expect(item.attempts).toHaveLength(1);
});

test('the files of one request are kept together or not at all', async () => {
  const good = await media.save(folder, 'good.jpg', await media.noise(31));
  const bad = await media.save(folder, 'notes.ini', Buffer.from('no media'));
  const fields = ['-F', `a=@${good}`, '-F', `b=@${bad}`];
  const refused = await galeria.curl(...fields, `${galeria.address}/uploads`);
  expect(refused.status).toBe(415);
  expect(JSON.parse(refused.text)).toMatchObject({ code: 'kind-unsupported', status: 415 });
  expect(refused.text).toContain('notes.ini');

  const other = await media.save(folder, 'other.jpg', await media.noise(32));
  const [one, two] = await galeria.upload(good, other);
  expect((await galeria.settled(one!.id)).status).toBe('ready');
  expect((await galeria.settled(two!.id)).status).toBe('ready');
});

test('a deleted item stays deleted, also after a replayed event, until it is uploaded again', async () => {
  const path = await media.save(folder, 'gone.jpg', await media.noise(41));
  const [uploaded] = await galeria.upload(path);
  const { id, renditions } = await galeria.settled(uploaded!.id);
  const deleted = await galeria.curl('-X', 'DELETE', `${galeria.address}/media/${id}?now=true`);
  expect(deleted.status).toBe(204);
  expect((await galeria.curl(`${galeria.address}/media/${id}`)).status).toBe(404);
  expect((await galeria.curl(galeria.address + renditions[0]!.url)).status).toBe(404);
  expect((await galeria.curl(`${galeria.address}/media/${id}/original`)).status).toBe(404);

  const cloud = await openCloud(galeria);
  await cloud.replay(id);
  await galeria.until(async () => (await cloud.messages()) === 0);
  cloud.close();
  expect((await galeria.curl(`${galeria.address}/media/${id}`)).status).toBe(404);

  await galeria.upload(path);
  const back = await galeria.settled(id);
  expect(back).toMatchObject({ status: 'ready', id });
  expect(back.uploads).toHaveLength(1);
});

test('resumable uploads go on at the cell that has them, and their parts meet at one cell', async () => {
  const tus = async (method: string, path: string, headers: object, body?: Uint8Array) => {
    const answer = await fetch(galeria.address + path, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body && { body: new Uint8Array(body) }),
    });
    return { status: answer.status, headers: answer.headers };
  };
  const create = async (length: number, headers: object = {}) => {
    const answer = await tus('POST', '/tus', { 'upload-length': length, ...headers });
    return answer.headers.get('location')!;
  };
  const append = (path: string, offset: number, bytes: Uint8Array) =>
    tus('PATCH', path, { ...stream, 'upload-offset': offset }, bytes);
  const stream = { 'content-type': 'application/offset+octet-stream' };
  const cellOf = (path: string) => path.split('/')[2];

  const bytes = await media.noise(61, 320, 240);
  const half = bytes.length >> 1;
  const paths = [await create(bytes.length), await create(bytes.length)];
  expect(new Set(paths.map(cellOf))).toEqual(new Set(['a', 'b']));
  for (const path of paths) {
    expect((await append(path, 0, bytes.subarray(0, half))).status).toBe(204);
    expect((await tus('HEAD', path, {})).headers.get('upload-offset')).toBe(String(half));
    const last = await append(path, half, bytes.subarray(half));
    expect((await galeria.settled(last.headers.get('galeria-item')!)).status).toBe('ready');
  }

  const whole = await media.noise(62, 320, 240);
  const parts: string[] = [];
  for (const part of [whole.subarray(0, 9_000), whole.subarray(9_000)]) {
    const path = await create(part.length, { 'upload-concat': 'partial' });
    await append(path, 0, part);
    parts.push(path);
  }
  const final = await tus('POST', '/tus', { 'upload-concat': `final;${parts.join(' ')}` });
  expect(final.status).toBe(201);
  expect((await galeria.settled(final.headers.get('galeria-item')!)).status).toBe('ready');
});
