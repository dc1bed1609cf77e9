import type { Random } from '../random.ts';
import type { Pace } from '../traffic/exchange.ts';
import { makePicture, type Picture } from '../traffic/pictures.ts';
import { postFiles } from '../traffic/post-files.ts';
import { abortUpload } from './abort.ts';

/** The share of each kind of request, in percent. */
const WEIGHTS = {
  abort: 30,
  item: 20,
  listing: 10,
  search: 6,
  original: 4,
  audit: 2,
  uploadAgain: 8,
  uploadNew: 3,
  deletion: 2,
  bad: 15,
} as const;

type Kind = keyof typeof WEIGHTS;

const AT_ONCE: Pace = { slices: 1, pauseMs: 0 };
const KNOWN_PICTURES = 40;
const TIMEOUT_MS = 60_000;
/** Above those of the known pictures. */
const NEW_NUMBERS = 1_000_000;

export type Requests = Awaited<ReturnType<typeof createRequests>>;

/** A source of requests of all kinds, from ordinary clients and from broken ones. */
export async function createRequests(address: string, seed: number) {
  const known: Picture[] = [];
  for (let number = 0; number < KNOWN_PICTURES; number++) {
    known.push(await makePicture(seed, number));
  }
  const counts: Partial<Record<Kind, number>> = {};
  let newest = NEW_NUMBERS;

  const upload = async ({ id, bytes }: Picture) =>
    void (await postFiles(address, [{ filename: `${id.slice(0, 8)}.jpg`, bytes }], AT_ONCE));
  const ask = async (path: string, options: RequestInit = {}) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${address}${path}`, { signal, ...options });
    await response.arrayBuffer();
  };
  const bad: readonly ((random: Random) => Promise<void>)[] = [
    () => ask('/media/not-an-id'),
    () => ask(`/media/${'0'.repeat(64)}`),
    () => ask('/media?cursor=forged'),
    () => ask('/media?limit=1000'),
    () => ask('/nothing/here'),
    () => ask('/uploads', { method: 'POST', body: 'no form' }),
    () => ask('/uploads', { method: 'PUT' }),
    () => ask('/uploads', { method: 'POST', body: new FormData() }),
    () =>
      ask('/retries', {
        method: 'POST',
        body: '{',
        headers: { 'content-type': 'application/json' },
      }),
    () => ask(`/media/${'1'.repeat(64)}?now=true`, { method: 'DELETE' }),
    async (random) => {
      // Zeros of random length: a format that is not supported.
      const bytes = Buffer.alloc(random.integer(1, 50_000), 0);
      await postFiles(address, [{ filename: 'zeros.bin', bytes }], AT_ONCE);
    },
  ];

  const send: Readonly<Record<Kind, (random: Random) => Promise<void>>> = {
    abort: (random) => abortUpload(address, random.pick(known).bytes, random),
    item: (random) => ask(`/media/${random.pick(known).id}`),
    listing: (random) => ask(`/media?limit=${random.integer(1, 100)}`),
    search: (random) => ask(`/media?q=${random.pick(known).id.slice(0, random.integer(2, 8))}`),
    original: (random) => ask(`/media/${random.pick(known).id}/original`),
    audit: () => ask('/audit?limit=20'),
    uploadAgain: (random) => upload(random.pick(known)),
    uploadNew: async () => upload(await makePicture(seed, newest++)),
    deletion: async (random) => {
      const number = random.integer(NEW_NUMBERS, Math.max(newest - 1, NEW_NUMBERS));
      await ask(`/media/${(await makePicture(seed, number)).id}?now=true`, { method: 'DELETE' });
    },
    bad: (random) => random.pick(bad)(random),
  };

  return {
    counts: counts as Readonly<typeof counts>,
    /** Sends every known picture once. */
    async prepare(): Promise<void> {
      for (const picture of known) await upload(picture);
    },
    /** Sends one request of a random kind. Any answer is fine. */
    async one(random: Random): Promise<void> {
      const kind = pickKind(random);
      counts[kind] = (counts[kind] ?? 0) + 1;
      await send[kind](random).catch(() => {});
    },
  };
}

function pickKind(random: Random): Kind {
  let left = random.next() * 100;
  for (const [kind, weight] of Object.entries(WEIGHTS)) {
    left -= weight;
    if (left < 0) return kind as Kind;
  }
  return 'item';
}
