/**
 * Loaded into a cell before the uploader: its spool's medium fails now and then. Full or broken at any
 * write, sync, rename or new file, with what a torn write leaves, and writes that come back short.
 * `medium.ts` says when, and reads what was done.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import disk, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { createRandom } from '../random.ts';
import { DONE, RATE, readSettings, startsOf } from './config.ts';

const { folder, seed, cell, spool } = readSettings();
const said = (name: string) => join(folder, name);

// Each life of a cell meets other faults, which the seed repeats.
const starts = said(startsOf(cell));
const life = Number(read(starts) || '0') + 1;
writeFileSync(starts, String(life));
const random = createRandom(seed).fork(life);

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** By chance, while the harness wants them. */
const fails = (path: string): boolean =>
  path.startsWith(spool) && random.chance(Number(read(said(RATE))));

const done = (what: string) => appendFileSync(said(DONE), `${what}\n`);

function broken(): never {
  const code = random.pick(['ENOSPC', 'EIO']);
  done(code);
  throw Object.assign(new Error(`injected ${code}`), { code });
}

/** Fails before the call, or after it has done its work all the same. */
async function perhaps<Result>(path: string, call: () => Promise<Result>): Promise<Result> {
  if (!fails(path)) return call();
  if (random.chance(0.5)) await call();
  return broken();
}

function damage(file: FileHandle, path: string): FileHandle {
  const [sync, writev] = [file.sync.bind(file), file.writev.bind(file)];
  const part = (chunks: readonly Uint8Array[]) => {
    const bytes = Buffer.concat(chunks);
    return writev([bytes.subarray(0, random.integer(1, Math.max(1, bytes.length - 1)))]);
  };
  file.sync = () => perhaps(path, sync);
  file.writev = (async (chunks: readonly Uint8Array[]) => {
    if (!fails(path)) return writev(chunks);
    const written = await part(chunks);
    if (random.chance(0.5)) {
      done('short');
      return written;
    }
    done('torn');
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
