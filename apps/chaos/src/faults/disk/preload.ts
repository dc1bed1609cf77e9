/**
 * Loaded into a cell before the uploader. Makes a share of the calls to the spool's disk fail: ENOSPC
 * or EIO at a write, sync, rename or new file, torn writes, and short writes. `disk-faults.ts` sets the
 * share and reads the injected faults.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import disk, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { createRandom } from '../../random.ts';
import { INJECTED, RATE, readSettings, startsOf } from './config.ts';

const { folder, seed, cell, spool } = readSettings();
const pathOf = (name: string) => join(folder, name);

// Each start of a cell meets other faults, which the seed repeats.
const starts = pathOf(startsOf(cell));
const count = Number(read(starts) || '0') + 1;
writeFileSync(starts, String(count));
const random = createRandom(seed).fork(count);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Decides by chance, at the rate that the harness set. */
const fails = (path: string): boolean =>
  path.startsWith(spool) && random.chance(Number(read(pathOf(RATE))));

const record = (what: string) => appendFileSync(pathOf(INJECTED), `${what}\n`);

function broken(): never {
  const code = random.pick(['ENOSPC', 'EIO']);
  record(code);
  throw Object.assign(new Error(`injected ${code}`), { code });
}

/** Fails before the call, or after it has done its work. */
async function perhaps<Result>(path: string, call: () => Promise<Result>): Promise<Result> {
  if (!fails(path)) return call();
  if (random.chance(0.5)) await call();
  return broken();
}

function damage(file: FileHandle, path: string): FileHandle {
  const [sync, writev] = [file.sync.bind(file), file.writev.bind(file)];
  const part = (chunks: readonly Uint8Array[], position?: number) => {
    const bytes = Buffer.concat(chunks);
    const some = bytes.subarray(0, random.integer(1, Math.max(1, bytes.length - 1)));
    return writev([some], position);
  };
  file.sync = () => perhaps(path, sync);
  file.writev = (async (chunks: readonly Uint8Array[], position?: number) => {
    if (!fails(path)) return writev(chunks, position);
    const written = await part(chunks, position);
    if (random.chance(0.5)) {
      record('short');
      return written;
    }
    record('torn');
    return broken();
  }) as FileHandle['writev'];
  return file;
}

const { open, rename } = disk;
disk.open = async (path, ...how) => {
  const name = String(path);
  if (how[0] === 'w' && fails(name)) return broken();
  return damage(await open(path, ...how), name);
};
disk.rename = (from, to) => perhaps(String(from), () => rename(from, to));
syncBuiltinESMExports();
