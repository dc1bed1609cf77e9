/**
 * What it is worth to share the fsync of `ready`, and to have the others done side by side, on a
 * medium whose fsync takes 1 or 2 ms as EBS's does: `node bench/group-commit.ts`. The delay is
 * injected through the spool's own file interface, once for a medium that syncs any number of files
 * side by side, once for one that syncs one at a time. Rounds are interleaved; medians count.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUploadId } from '@galeria/media';
import { diskFiles, type SpoolFiles } from '../src/spool/files.ts';
import { createGroupSync } from '../src/spool/group-sync.ts';
import { makePlaces } from '../src/spool/places.ts';
import { openReception } from '../src/spool/reception.ts';
import { createSpace } from '../src/spool/space.ts';

const UPLOADS = 200;
const ROUNDS = 5;
const AT_A_TIME = [1, 32];
const bytes = randomBytes(10_000);
const id = createHash('sha256').update(bytes).digest('hex');

interface Medium {
  readonly syncMs: number;
  readonly syncs: 'side by side' | 'one at a time';
}

/** How the spool goes about it; the last one is how it does. */
const ways = {
  'one after the other, one of ready each': { shared: false, sideBySide: false },
  'one after the other, ready shared': { shared: true, sideBySide: false },
  'side by side, ready shared': { shared: true, sideBySide: true },
} as const;
type Way = keyof typeof ways;

/** Every fsync is counted, and takes its time; what this machine's disk would take is left out. */
function delayed({ syncMs, syncs: how }: Medium) {
  let syncs = 0;
  let last: Promise<unknown> = Promise.resolve();
  const delay = async (): Promise<void> => {
    syncs += 1;
    const before = how === 'side by side' ? Promise.resolve() : last;
    last = before.then(() => sleep(syncMs));
    await last;
  };
  const files: SpoolFiles = {
    ...diskFiles,
    syncFolder: delay,
    create: async (path) => ({ ...(await diskFiles.create(path)), sync: delay }),
  };
  return { files, syncs: () => syncs };
}

async function run(medium: Medium, way: Way, atATime: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'galeria-bench-'));
  const { files, syncs } = delayed(medium);
  const { shared, sideBySide } = ways[way];
  const places = await makePlaces(files, dataDir);
  const limits = { maxBytes: 1e12, maxFiles: 1e9, minFreeBytes: 0 };
  const space = createSpace(files, places.spool, limits);
  const syncReady = shared
    ? createGroupSync(files, places.ready)
    : () => files.syncFolder(places.ready);
  const before = syncs();

  async function upload() {
    const reception = await openReception({ files, places, space, syncReady });
    const name = newUploadId();
    const file = await reception.create(name);
    await file.write([bytes]);
    const ended = file.end();
    if (!sideBySide) await ended;
    await reception.keep([
      {
        ...{ upload: name, id, kind: 'image', mimeType: 'image/jpeg', size: bytes.length },
        ...{ filename: 'a.jpg', receivedAt: new Date().toISOString(), generation: 1 },
      },
    ]);
  }
  let left = UPLOADS;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      while (left-- > 0) await upload();
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await rm(dataDir, { recursive: true });
  return { fsyncs: (syncs() - before) / UPLOADS, perSecond: UPLOADS / seconds };
}

const median = (all: readonly number[]): number =>
  [...all].sort((one, other) => one - other)[all.length >> 1]!;

for (const syncMs of [1, 2]) {
  for (const syncs of ['side by side', 'one at a time'] as const) {
    for (const atATime of AT_A_TIME) {
      const results = new Map<Way, Awaited<ReturnType<typeof run>>[]>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const way of Object.keys(ways) as Way[]) {
          const result = await run({ syncMs, syncs }, way, atATime);
          results.set(way, [...(results.get(way) ?? []), result]);
        }
      }
      console.log(`an fsync takes ${syncMs} ms, ${syncs}; ${atATime} uploads at a time`);
      console.table(
        Object.fromEntries(
          [...results].map(([way, all]) => [
            way,
            {
              'fsyncs an upload': median(all.map(({ fsyncs }) => fsyncs)).toFixed(2),
              'uploads a second': Math.round(median(all.map(({ perSecond }) => perSecond))),
            },
          ]),
        ),
      );
    }
  }
}
