/**
 * Measures the gain of sharing the fsync of `ready` and of concurrent fsyncs for requests in folders, on a medium whose fsync
 * takes 1 or 2 ms, as on EBS. Usage: `node bench/group-commit.ts`. The delay is injected through the
 * spool's file interface, for a medium with concurrent fsyncs and for one with sequential ones. Rounds
 * are interleaved; the results are medians.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUploadId } from '@galeria/media';
import { diskFiles, type SpoolFiles } from '../src/spool/files.ts';
import { createGroupSync } from '../src/spool/group-sync.ts';
import { createFolders } from '../src/spool/layout.ts';
import { stageFolder } from '../src/spool/staged-folder.ts';

const UPLOADS = 200;
const ROUNDS = 5;
const CONCURRENCY = [1, 32];
const bytes = randomBytes(10_000);
const id = createHash('sha256').update(bytes).digest('hex');

interface Medium {
  readonly syncMs: number;
  readonly syncs: 'concurrent' | 'sequential';
}

/** The variants; the spool uses the last one. */
const variants = {
  'sequential, one fsync of ready each': { shared: false, concurrent: false },
  'sequential, shared fsync of ready': { shared: true, concurrent: false },
  'concurrent, shared fsync of ready': { shared: true, concurrent: true },
} as const;
type Variant = keyof typeof variants;

/** Counts every fsync, and replaces it by a delay. */
function delayed({ syncMs, syncs: how }: Medium) {
  let syncs = 0;
  let last: Promise<unknown> = Promise.resolve();
  const delay = async (): Promise<void> => {
    syncs += 1;
    const before = how === 'concurrent' ? Promise.resolve() : last;
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

async function run(medium: Medium, variant: Variant, concurrency: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'galeria-bench-'));
  const { files, syncs } = delayed(medium);
  const { shared, concurrent } = variants[variant];
  const folders = await createFolders(files, dataDir);
  const syncReady = shared
    ? createGroupSync(files, folders.ready)
    : () => files.syncFolder(folders.ready);
  const before = syncs();

  async function upload() {
    const staged = await stageFolder({ files, folders, syncReady });
    const name = newUploadId();
    const file = await staged.create(name);
    await file.write([bytes]);
    const ended = staged.end(file);
    if (!concurrent) await ended;
    await staged.commit([
      {
        ...{ upload: name, id, kind: 'image', mimeType: 'image/jpeg', size: bytes.length },
        ...{ filename: 'a.jpg', receivedAt: new Date().toISOString(), generation: 1 },
      },
    ]);
  }
  let left = UPLOADS;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await upload();
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await rm(dataDir, { recursive: true });
  return { fsyncs: (syncs() - before) / UPLOADS, perSecond: UPLOADS / seconds };
}

function median(all: readonly number[]): number {
  const middle = all.toSorted((one, other) => one - other)[all.length >> 1];
  if (middle === undefined) throw new RangeError('There is no median of no values');
  return middle;
}

for (const syncMs of [1, 2]) {
  for (const syncs of ['concurrent', 'sequential'] as const) {
    for (const concurrency of CONCURRENCY) {
      const results = new Map<Variant, Awaited<ReturnType<typeof run>>[]>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const variant of Object.keys(variants) as Variant[]) {
          const result = await run({ syncMs, syncs }, variant, concurrency);
          results.set(variant, [...(results.get(variant) ?? []), result]);
        }
      }
      console.log(`fsync: ${syncMs} ms, ${syncs}; concurrent uploads: ${concurrency}`);
      console.table(
        Object.fromEntries(
          [...results].map(([variant, all]) => [
            variant,
            {
              'fsyncs per upload': median(all.map(({ fsyncs }) => fsyncs)).toFixed(2),
              'uploads per second': Math.round(median(all.map(({ perSecond }) => perSecond))),
            },
          ]),
        ),
      );
    }
  }
}
