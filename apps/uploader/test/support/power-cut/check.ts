import { relative } from 'node:path';
import { pino } from 'pino';
import type { SpoolFiles } from '../../../src/spool/files.ts';
import {
  createFolders,
  isPack,
  type Layout,
  quarantineReasonFile,
  requestFile,
} from '../../../src/spool/layout.ts';
import { readPack } from '../../../src/spool/pack.ts';
import { recover } from '../../../src/spool/recover.ts';
import { readRequest } from '../../../src/spool/request.ts';
import { recoverUnfinished } from '../../../src/spool/unfinished/recover.ts';
import { sha256 } from '../bytes.ts';
import { seeded } from '../random.ts';
import { crashesAt, remainsOf } from './crash.ts';
import { createDisk } from './disk.ts';
import type { Acknowledged, Change, Note, Step } from './record.ts';
import { filesOf } from './remains-files.ts';

export interface Run {
  readonly steps: readonly Step[];
  /** A folder that existed durably before the run. */
  readonly root: string;
  readonly dataDir: string;
}

export interface CheckOptions {
  readonly seed: number;
  /** A sync, named as by `syncLabels`, that has no effect. */
  readonly without?: string;
}

export interface Verdict {
  /** The number of crashes. */
  readonly crashes: number;
  /** The first violated guarantee. */
  readonly broken?: string;
}

/** One in so many crashes is followed by a second recovery. */
const TWICE = 5;

const log = pino({ level: 'silent' });

/** Crashes at every point of a run, recovers, and checks the guarantees. */
export async function checkRun(
  { steps, root, dataDir }: Run,
  { seed, without }: CheckOptions,
): Promise<Verdict> {
  const random = seeded(seed);
  const disk = createDisk(root);
  const label = labeller(dataDir);
  const ineffective = new Set<number>();
  const acknowledged = new Map<string, string>();
  const released = new Set<string>();
  const offsets: Offsets = new Map();
  let crashes = 0;
  for (const [at, step] of steps.entries()) {
    if (!play(step)) continue;
    // Until the first omitted sync the run equals the complete one, which has a check of its own.
    if (without !== undefined && ineffective.size === 0) continue;
    for (const crash of crashesAt(disk, random)) {
      crashes += 1;
      const files = filesOf(remainsOf(disk, crash), root);
      const twice = crashes % TWICE === 0;
      const guarantees = { acknowledged, released, offsets, twice };
      const fault = await faultOf(files, dataDir, guarantees).catch(String);
      if (fault !== undefined) return { crashes, broken: `step ${at}, ${crash.tear}: ${fault}` };
    }
  }
  return { crashes };

  /** @returns false if the possible states after a crash are unchanged */
  function play(step: Step): boolean {
    if ('note' in step) {
      take(step.note);
      return true;
    }
    if ('ends' in step) return !ineffective.has(step.call) && disk.end(step.call);
    if (without !== undefined && label(step.begins) === without) {
      ineffective.add(step.call);
      return false;
    }
    disk.begin(step.call, step.begins);
    return step.begins.kind !== 'sync' && step.begins.kind !== 'syncFolder';
  }

  function take(note: Note) {
    if ('released' in note) released.add(note.released);
    else if ('resumable' in note) offsets.set(note.resumable, note);
    else for (const { upload, id } of note.acknowledged) acknowledged.set(upload, id);
  }
}

/** The last acknowledgement of each resumable upload. */
type Offsets = Map<string, Acknowledged>;

interface Guarantees {
  readonly offsets: Offsets;
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly released: ReadonlySet<string>;
  /** Whether to recover a second time and compare. */
  readonly twice: boolean;
}

/** Recovers, and describes the first fault of the result. */
async function faultOf(
  files: SpoolFiles,
  dataDir: string,
  { acknowledged, released, offsets, twice }: Guarantees,
): Promise<string | undefined> {
  const folders = await createFolders(files, dataDir);
  const recovered = await recover(files, folders, log);
  const { ready, quarantined } = recovered;
  const entries = [...ready.flat(), ...quarantined.flat()];
  const found = new Set(entries.map(({ upload }) => upload));

  for (const { upload, id, size, path, offset } of entries) {
    if (hashOf(await files.read(path), offset, size) !== id) return `${upload} is not whole`;
    if ((acknowledged.get(upload) ?? id) !== id) return `${upload} has other bytes`;
  }
  for (const upload of acknowledged.keys()) {
    if (!found.has(upload) && !released.has(upload)) return `${upload} is lost`;
  }
  for (const [first] of ready) {
    const { folder } = first!;
    const request = isPack(folder)
      ? await readPack(files, folder)
      : readRequest((await files.read(requestFile(folder))).toString());
    const parted = request.find(({ upload }) => !found.has(upload) && !released.has(upload));
    if (parted) return `${parted.upload} was parted from its request`;
  }
  for (const entry of quarantined.flat())
    JSON.parse((await files.read(quarantineReasonFile(entry.folder))).toString());
  const lost = await lostBytes(files, folders, offsets, released);
  if (lost !== undefined) return lost;
  const left = await leftovers(files, folders);
  return left ?? (twice ? differs(files, folders, recovered) : undefined);
}

/** Caches hashes: most buffers are the same in all crashes. */
function hashOf(bytes: Buffer, offset: number = 0, size: number = bytes.length): string {
  const known = hashes.get(bytes) ?? new Map<number, string>();
  hashes.set(bytes, known);
  const hash = known.get(offset) ?? sha256(bytes.subarray(offset, offset + size));
  known.set(offset, hash);
  return hash;
}
const hashes = new WeakMap<Buffer, Map<number, string>>();

/** Finds a resumable upload without its acknowledged bytes. Complete ones are in `ready`. */
async function lostBytes(
  files: SpoolFiles,
  folders: Layout,
  offsets: Offsets,
  released: ReadonlySet<string>,
): Promise<string | undefined> {
  const unfinished = await recoverUnfinished(files, folders, log);
  const complete = await files.list(folders.ready);
  for (const [id, { offset, length, bytes }] of offsets) {
    const upload = unfinished.find((one) => one.id === id);
    if (!upload) {
      if (!complete.includes(id) && !released.has(id)) return `${id} is lost`;
      continue;
    }
    if (upload.offset < offset) return `${id} is at ${upload.offset} instead of ${offset}`;
    if (length !== undefined && upload.description.length !== length) return `${id} has no length`;
    const kept = (await files.read(upload.path)).subarray(0, upload.offset);
    if (!kept.equals(bytes.subarray(0, upload.offset))) return `${id} has other bytes`;
  }
  return undefined;
}

/** Finds requests in `incoming` that recovery should have deleted. */
async function leftovers(files: SpoolFiles, folders: Layout): Promise<string | undefined> {
  const ready = await files.list(folders.ready);
  const stray = (await files.list(folders.incoming)).find((name) => !ready.includes(name));
  return stray && `${stray} was left in incoming`;
}

async function differs(
  files: SpoolFiles,
  folders: Layout,
  before: Awaited<ReturnType<typeof recover>>,
): Promise<string | undefined> {
  const after = await recover(files, folders, log);
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : 'recovered differently';
}

/** The labels of all syncs of a run. */
export function syncLabels({ steps, dataDir }: Run): string[] {
  const label = labeller(dataDir);
  const labels = steps.map((step) => ('begins' in step ? label(step.begins) : undefined));
  return [...new Set(labels.filter((one) => one !== undefined))];
}

/**
 * Names a sync by the path that it syncs, with `ULID` in place of each ULID. Repeated syncs of such a
 * folder are numbered.
 */
function labeller(dataDir: string): (change: Change) => string | undefined {
  const times = new Map<string, number>();
  return (change) => {
    if (change.kind !== 'sync' && change.kind !== 'syncFolder') return undefined;
    const path = relative(dataDir, change.path);
    const name = path.replaceAll(/[0-9A-Z]{26}(-[0-9a-f]{32})?/g, 'ULID') || '.';
    if (change.kind === 'sync' || name === path || name === '.') return name;
    const time = (times.get(path) ?? 0) + 1;
    times.set(path, time);
    return time === 1 ? name : `${name}, time ${time}`;
  };
}
