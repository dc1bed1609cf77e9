/**
 * What sharing the fsync of `ready` is worth, on a medium whose fsync takes 2 ms as EBS's does:
 * `node bench/group-commit.ts`. The delay is injected through the spool's own file interface, once
 * for a medium that syncs any number of files side by side, once for one that syncs one at a time.
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

const SYNC_MS = 2;
const UPLOADS = 400;
const AT_A_TIME = 32;
/** The fastest counts: others may be at work on the machine. */
const ROUNDS = 5;
const bytes = randomBytes(10_000);
const id = createHash('sha256').update(bytes).digest('hex');

type Medium = 'side by side' | 'one at a time';

/** Every fsync is counted, and takes its time; what this machine's disk would take is left out. */
function delayed(medium: Medium) {
  let syncs = 0;
  let last: Promise<unknown> = Promise.resolve();
  const delay = async (): Promise<void> => {
    syncs += 1;
    const before = medium === 'side by side' ? Promise.resolve() : last;
    last = before.then(() => sleep(SYNC_MS));
    await last;
  };
  const files: SpoolFiles = {
    ...diskFiles,
    syncFolder: delay,
    create: async (path) => ({ ...(await diskFiles.create(path)), sync: delay }),
  };
  return { files, syncs: () => syncs };
}

async function run(medium: Medium, grouped: boolean) {
  const dataDir = await mkdtemp(join(tmpdir(), 'galeria-bench-'));
  const { files, syncs } = delayed(medium);
  const places = await makePlaces(files, dataDir);
  const limits = { maxBytes: 1e12, maxFiles: 1e9, minFreeBytes: 0 };
  const space = createSpace(files, places.spool, limits);
  const syncReady = grouped
    ? createGroupSync(files, places.ready)
    : () => files.syncFolder(places.ready);
  const before = syncs();

  async function upload() {
    const reception = await openReception({ files, places, space, syncReady });
    const name = newUploadId();
    const file = await reception.create(name);
    await file.write([bytes]);
    await file.sync();
    await file.close();
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
    Array.from({ length: AT_A_TIME }, async () => {
      while (left-- > 0) await upload();
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await rm(dataDir, { recursive: true });
  return {
    'fsyncs an upload': Number(((syncs() - before) / UPLOADS).toFixed(2)),
    'uploads a second': Math.round(UPLOADS / seconds),
  };
}

const table: Record<string, Awaited<ReturnType<typeof run>>> = {};
for (const medium of ['side by side', 'one at a time'] as const) {
  for (const grouped of [false, true]) {
    const runs = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await run(medium, grouped));
    const fastest = runs.sort(
      (one, other) => other['uploads a second'] - one['uploads a second'],
    )[0];
    table[`${medium}, ${grouped ? 'shared' : 'one each'}`] = fastest!;
  }
}
console.table(table);
