import { events, type GalleryEvent } from '@galeria/api/client';
import { eventually } from '@galeria/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;
const followers = new Set<AbortController>();

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start({ stack: 'prod' }), media.mediaFolder()]);
});
afterAll(async () => {
  for (const follower of followers) follower.abort();
  await galeria.remove();
});

/** The address of a cell behind the edge. */
async function addressOf(cell: string): Promise<string> {
  const lines = await galeria.log();
  const line = lines.findLast(
    ({ source, message }) => source === `cell ${cell}` && message === 'listening',
  );
  return String(line!.address);
}

const statusAt = async (address: string, path: string) => (await fetch(address + path)).status;

interface Seen {
  readonly event: GalleryEvent;
  /** The item as it was read when the event arrived. */
  readonly item: { status?: string; renditions?: { url: string }[] };
  readonly listed: string | undefined;
}

/** Follows events, and reads the item and the list of the same address as each event arrives. */
async function follow(address: string, lastEventId?: string) {
  const ended = new AbortController();
  followers.add(ended);
  const { signal } = ended;
  const seen: Seen[] = [];
  let isOpen = false;
  const onConnection = (value: boolean) => {
    isOpen = value;
  };
  const running = (async () => {
    const from = lastEventId === undefined ? {} : { lastEventId };
    for await (const event of events({ baseUrl: address, signal, onConnection, ...from })) {
      if (!('id' in event.data)) continue;
      const { id } = event.data;
      const item = (await (await fetch(`${address}/media/${id}`)).json()) as Seen['item'];
      const list = await fetch(`${address}/media?limit=100`);
      const { items } = (await list.json()) as { items: { id: string; status: string }[] };
      seen.push({ event, item, listed: items.find((one) => one.id === id)?.status });
    }
  })();
  running.catch(() => {});
  await eventually(() => isOpen);
  return {
    of: (id: string, type: string) =>
      eventually(() =>
        seen.find(({ event }) => event.type === type && 'id' in event.data && event.data.id === id),
      ),
    async stop(): Promise<string> {
      ended.abort();
      await running;
      return seen.at(-1)!.event.eventId;
    },
  };
}

async function uploadTo(address: string, seed: number): Promise<string> {
  const path = await media.save(folder, `${seed}.jpg`, await media.noise(seed, 400, 300));
  const { text } = await galeria.curl('-F', `file=@${path}`, `${address}/uploads`);
  return JSON.parse(text).uploads[0].id;
}

test('an upload to one cell is ready and readable when the other cell tells of it, and its deletion too', async () => {
  const [a, b] = [await addressOf('a'), await addressOf('b')];
  const follower = await follow(b);
  const id = await uploadTo(a, 7001);
  const { item, listed, event } = await follower.of(id, 'ready');
  expect(item.status).toBe('ready');
  expect(listed).toBe('ready');
  expect(event.data).toMatchObject({ kind: 'image', item: { renditions: expect.any(Array) } });
  for (const { url } of item.renditions!) expect(await statusAt(galeria.address, url)).toBe(200);

  await fetch(`${a}/media/${id}`, { method: 'DELETE' });
  const deleted = await follower.of(id, 'deleted');
  expect(deleted.listed).toBeUndefined();
  expect(await statusAt(b, `/media/${id}`)).toBe(404);
  await follower.stop();
});

test('the edge passes events on as they come', async () => {
  const follower = await follow(galeria.address);
  const id = await uploadTo(await addressOf('a'), 7002);
  await follower.of(id, 'ready');
  await follower.stop();
});

test('a stream is resumed after all processes were killed, through either cell', async () => {
  const first = await follow(galeria.address);
  const before = await uploadTo(galeria.address, 7003);
  await first.of(before, 'ready');
  const lastEventId = await first.stop();
  const missed = await uploadTo(galeria.address, 7004);
  await galeria.kill();
  await galeria.start();
  for (const cell of ['a', 'b']) {
    const follower = await follow(await addressOf(cell), lastEventId);
    await follower.of(missed, 'ready');
    await follower.stop();
  }
});
