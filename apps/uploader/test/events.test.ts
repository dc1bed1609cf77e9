import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { events, type GalleryEvent } from '@galeria/api/client';
import type { Claim } from '@galeria/catalog';
import { newUploadId } from '@galeria/media';
import { eventually, newFolder } from '@galeria/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { type Cloud, startCloud } from './support/cloud.ts';
import { curl } from './support/curl.ts';
import { type Gate, openGate } from './support/gate.ts';
import { type Process, runUploader } from './support/uploader.ts';

let cloud: Cloud;
let catalog: Gate;
let folder: string;
let data: string;
let cell: Process;
const followers = new Set<AbortController>();

beforeAll(async () => {
  [cloud, folder] = await Promise.all([startCloud(), newFolder()]);
  catalog = await openGate(cloud.environment.AWS_ENDPOINT_URL_DYNAMODB);
});
afterAll(async () => {
  catalog.close();
  await cloud.close();
});
beforeEach(async () => {
  data = await newFolder();
  cell = await start(data);
});
afterEach(async () => {
  for (const follower of followers) follower.abort();
  followers.clear();
  catalog.mend();
  await cell.end('SIGKILL');
});

const start = (dataDir: string, more: Record<string, string> = {}) =>
  runUploader(dataDir, {
    ...cloud.environment,
    AWS_ENDPOINT_URL_DYNAMODB: catalog.endpoint,
    GALERIA_CATALOG_TIMEOUT_MS: '500',
    ...more,
  });

let sent = 0;
async function upload(to = cell): Promise<string> {
  const path = join(folder, String(++sent));
  await writeFile(path, jpegLike(2_000 + sent));
  const { body } = await curl('-F', `file=@${path};filename=${sent}.jpg`, `${to.address}/uploads`);
  return body.uploads[0].id;
}

/** Takes the lease on an item, as its processor does. */
async function claim(id: string): Promise<Claim> {
  const owner = newUploadId();
  const outcome = await cloud.catalog.claim(id, { kind: 'image', owner, leaseSeconds: 60 });
  if (outcome.outcome !== 'claimed') throw new Error(outcome.outcome);
  return outcome.claim;
}

/** Follows the events of a cell; `stop` resolves to the id of the last one. */
async function follow(from = cell, options: { lastEventId?: string; kind?: 'audio' } = {}) {
  const ended = new AbortController();
  followers.add(ended);
  const received: GalleryEvent[] = [];
  let isOpen = false;
  const { signal } = ended;
  const onConnection = (value: boolean) => {
    isOpen = value;
  };
  const running = (async () => {
    const all = events({ baseUrl: from.address!, signal, onConnection, ...options });
    for await (const event of all) received.push(event);
  })();
  running.catch(() => {});
  await eventually(() => isOpen);
  return {
    received,
    of: (id: string) => received.filter(({ data }) => 'id' in data && data.id === id),
    isOpen: () => isOpen,
    async stop(): Promise<string> {
      ended.abort();
      await running;
      return received.at(-1)!.eventId;
    },
  };
}

/** Reads a stream as text until the condition holds or it ends. */
async function readText(
  url: string,
  headers: Record<string, string>,
  isEnough: (text: string) => boolean,
): Promise<{ response: Response; text: string }> {
  const ended = new AbortController();
  followers.add(ended);
  const response = await fetch(url, { headers, signal: ended.signal });
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (isEnough(text)) break;
  }
  ended.abort();
  return { response, text };
}

test('an upload is told of once it can be read, and so is its deletion', async () => {
  const { of } = await follow();
  const id = await upload();
  const stored = await eventually(() => of(id).find(({ type }) => type === 'stored'));
  expect(stored.data).toMatchObject({
    id,
    kind: 'image',
    status: 'stored',
    version: expect.any(Number),
    changedAt: expect.any(String),
    item: { id, original: { filename: `${sent}.jpg` }, renditions: [] },
  });
  expect((await curl(`${cell.address}/media/${id}`)).body.status).toBe('stored');
  expect((await curl(`${cell.address}/media?limit=1`)).body.items[0]).toMatchObject({
    id,
    status: 'stored',
  });
  await curl('-X', 'DELETE', `${cell.address}/media/${id}?now=true`);
  const deleted = await eventually(() => of(id).find(({ type }) => type === 'deleted'));
  expect(deleted.data).toEqual({
    id,
    version: expect.any(Number),
    changedAt: expect.any(String),
  });
  expect((await curl(`${cell.address}/media/${id}`)).status).toBe(404);
});

test('each state of an item has an event of its type', async () => {
  const { of } = await follow();
  const typesOf = (id: string) => of(id).map(({ type }) => type);
  const [good, bad] = [await upload(), await upload()];
  for (const id of [good, bad]) {
    await eventually(() => typesOf(id).includes('stored'));
    const owned = await claim(id);
    await eventually(() => typesOf(id).includes('processing'));
    const attempt = { outcome: 'ready', durationMs: 1, memoryMiB: 1, coldStart: false } as const;
    if (id === good) {
      const rendition = {
        name: '320.v4.webp',
        mimeType: 'image/webp',
        width: 32,
        height: 20,
        size: 9,
      };
      await cloud.catalog.complete(owned, {
        mimeType: 'image/jpeg',
        metadata: { format: 'jpeg', width: 32, height: 20 } as never,
        renditions: [rendition],
        recipe: 'v3',
        attempt,
      });
    } else
      await cloud.catalog.fail(owned, {
        code: 'corrupt',
        message: 'damaged',
        attempt: { ...attempt, outcome: 'failed' },
      });
  }
  const ready = await eventually(() => of(good).find(({ type }) => type === 'ready'));
  expect(ready.data).toMatchObject({
    status: 'ready',
    item: {
      renditions: [{ name: '320.v4.webp', url: `/r/${good}/320.v4.webp` }],
      metadata: { width: 32 },
    },
  });
  const failed = await eventually(() => of(bad).find(({ type }) => type === 'failed'));
  expect(failed.data).toMatchObject({ item: { failure: { code: 'corrupt' } } });
  // The same bytes under another name.
  const path = join(folder, String(sent - 1));
  await curl('-F', `file=@${path};filename=other.jpg`, `${cell.address}/uploads`);
  const changed = await eventually(() => of(good).find(({ type }) => type === 'changed'));
  expect(changed.data).toMatchObject({ status: 'ready' });
});

/** Stops a stream after an event, and uploads a file that it misses. */
async function missOne() {
  const first = await follow();
  const before = await upload();
  await eventually(() => first.of(before).length > 0);
  const lastEventId = await first.stop();
  const missed = await upload();
  await eventually(
    async () => (await curl(`${cell.address}/media/${missed}`)).body.status === 'stored',
  );
  return { lastEventId, missed };
}

test('a stream is resumed after its last event, through another cell too', async () => {
  const { lastEventId, missed } = await missOne();
  const other = await start(await newFolder(), { GALERIA_CELL: 'b' });
  for (const from of [cell, other]) {
    const { of } = await follow(from, { lastEventId });
    const [event] = await eventually(() => of(missed).length > 0 && of(missed));
    expect(event!.eventId).toMatch(new RegExp(`^\\d+-\\d+-${missed.slice(0, 16)}$`));
  }
  await other.end('SIGKILL');
});

test('the same change has the same id on every cell', async () => {
  const other = await start(await newFolder(), { GALERIA_CELL: 'b' });
  const [one, two] = [await follow(), await follow(other)];
  const id = await upload();
  await curl('-X', 'DELETE', `${cell.address}/media/${id}?now=true`);
  const idAt = (all: typeof one) =>
    eventually(() => all.of(id).find(({ type }) => type === 'deleted')?.eventId);
  expect(await idAt(one)).toBe(await idAt(two));
  await other.end('SIGKILL');
});

test('a stream is resumed after the cell has lost its index', async () => {
  const { lastEventId, missed } = await missOne();
  await cell.end('SIGKILL');
  cell = await start(await newFolder());
  const { of } = await follow(cell, { lastEventId });
  await eventually(() => of(missed).length > 0);
});

test('changes during an outage of the catalog are told of afterwards', async () => {
  const { of, isOpen } = await follow();
  catalog.cut();
  const id = await upload();
  expect((await curl(`${cell.address}/media/${id}`)).body.status).toBe('received');
  catalog.mend();
  await eventually(() => of(id).some(({ type }) => type === 'stored'));
  expect(isOpen()).toBe(true);
});

describe('a client that cannot continue is told to list again', () => {
  const hour = 3_600_000;
  test.each([
    ['unknown-id', 'no event has this id'],
    ['too-old', String(Date.now() - 25 * hour)],
  ])('%s', async (reason, lastEventId) => {
    for (const request of [
      { url: `${cell.address}/events`, headers: { 'last-event-id': lastEventId } },
      {
        url: `${cell.address}/events?lastEventId=${encodeURIComponent(lastEventId)}`,
        headers: {} as Record<string, string>,
      },
    ]) {
      const { text } = await readText(request.url, request.headers, (all) => all.includes('reset'));
      expect(text).toMatch(/^event: reset\nid: \d+$/m);
      expect(text).toContain(`data: {"reason":"${reason}"}\n\n`);
    }
  });

  test('an event of 23 hours ago is not too old', async () => {
    const id = String(Date.now() - 23 * hour);
    const { text } = await readText(`${cell.address}/events`, { 'last-event-id': id }, (all) =>
      all.includes('heartbeat'),
    );
    expect(text).not.toContain('reset');
  });
});

test('only events of the requested kind and deletions are sent', async () => {
  const [images, audio] = [await follow(), await follow(cell, { kind: 'audio' })];
  const id = await upload();
  await eventually(() => images.of(id).length > 0);
  await curl('-X', 'DELETE', `${cell.address}/media/${id}?now=true`);
  await eventually(() => audio.of(id).length > 0);
  expect(audio.of(id).map(({ type }) => type)).toEqual(['deleted']);
  expect((await curl(`${cell.address}/events?kind=video`)).status).toBe(400);
  expect((await curl(`${cell.address}/events?kinds=audio`)).status).toBe(400);
});

test('a stream is neither stored, buffered nor compressed, and stays busy', async () => {
  const { response, text } = await readText(
    `${cell.address}/events`,
    { 'accept-encoding': 'gzip, br' },
    (all) => all.split('event: heartbeat').length > 1,
  );
  const { headers } = response;
  expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store, no-transform');
  expect(headers.get('x-accel-buffering')).toBe('no');
  expect(headers.get('content-encoding')).toBeNull();
  expect(text).toMatch(/^retry: \d+\n\nevent: heartbeat\nid: \d+\ndata: \{"asOf":"\d{4}-/);
});

test('heartbeats come at a third of the idle time-out, so that a silent stream stays open', async () => {
  const busy = await start(await newFolder(), { GALERIA_IDLE_MS: '3000' });
  await follow(busy);
  const { text } = await readText(
    `${busy.address}/events`,
    {},
    (all) => all.split('event: heartbeat').length > 5,
  );
  expect(text.split('event: heartbeat').length).toBeGreaterThan(5);
  await busy.end('SIGKILL');
});

test('a stop ends streams in order, and clients continue with the next process', async () => {
  const follower = await follow();
  const before = await upload();
  await eventually(() => follower.of(before).length > 0);
  const { address } = cell;
  const port = new URL(address!).port;
  expect(await cell.end('SIGTERM')).toBe(0);
  await eventually(() => !follower.isOpen());
  cell = await start(data, { GALERIA_PORT: port });
  const id = await upload();
  await eventually(() => follower.of(id).length > 0);
  expect(follower.of(before).map(({ eventId }) => eventId)).toHaveLength(
    new Set(follower.of(before).map(({ eventId }) => eventId)).size,
  );
});

test('beyond half of the connections, streams are refused with 503 and Retry-After', async () => {
  const small = await start(await newFolder(), { GALERIA_CONNECTIONS: '4' });
  for (const _ of [1, 2]) await follow(small);
  const refused = await fetch(`${small.address}/events`);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(await refused.json()).toMatchObject({ code: 'too-many-streams' });
  expect((await fetch(`${small.address}/healthz`)).status).toBe(200);
  await small.end('SIGKILL');
});
