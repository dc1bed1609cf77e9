import { relative } from 'node:path';
import { pino } from 'pino';
import type { SpoolFiles } from '../../../src/spool/files.ts';
import { heldFile, type Layout, requestFile } from '../../../src/spool/layout.ts';
import { makePlaces } from '../../../src/spool/places.ts';
import { recover, type SpoolEntry } from '../../../src/spool/recover.ts';
import { readRequest } from '../../../src/spool/request.ts';
import { sha256 } from '../bytes.ts';
import { seeded } from '../random.ts';
import { crashesAt, remainsOf } from './crash.ts';
import { createDisk } from './disk.ts';
import type { Change, Note, Step } from './record.ts';
import { filesOf } from './remains-files.ts';

export interface Run {
  readonly steps: readonly Step[];
  /** A folder that was there, durably, before the run. */
  readonly root: string;
  readonly dataDir: string;
}

export interface CheckOptions {
  readonly seed: number;
  /** A kind of sync, as `syncLabels` names it, that is taken for one that does nothing. */
  readonly without?: string;
}

export interface Verdict {
  /** How many crashes were recovered from. */
  readonly crashes: number;
  /** The first promise that one of them broke. */
  readonly broken?: string;
}

/** One crash in so many is recovered from a second time. */
const TWICE = 5;

const log = pino({ level: 'silent' });

/** Crashes at every instant of a run, recovers, and holds what is found to the promises. */
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
  let crashes = 0;
  for (const [at, step] of steps.entries()) {
    if (!play(step)) continue;
    // Up to the first sync that is left out this is the run that was checked as a whole.
    if (without !== undefined && ineffective.size === 0) continue;
    for (const crash of crashesAt(disk, random)) {
      crashes += 1;
      const files = filesOf(remainsOf(disk, crash), root);
      const twice = crashes % TWICE === 0;
      const fault = await faultOf(files, dataDir, { acknowledged, released, twice }).catch(String);
      if (fault !== undefined) return { crashes, broken: `step ${at}, ${crash.tear}: ${fault}` };
    }
  }
  return { crashes };

  /** False: what a crash can leave is as before. */
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
    else for (const { upload, id } of note.acknowledged) acknowledged.set(upload, id);
  }
}

interface Promised {
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly released: ReadonlySet<string>;
  /** Whether recovering again is to find the same. */
  readonly twice: boolean;
}

/** Recovers, and says what is wrong with what was found. */
async function faultOf(
  files: SpoolFiles,
  dataDir: string,
  { acknowledged, released, twice }: Promised,
): Promise<string | undefined> {
  const places = await makePlaces(files, dataDir);
  const { ready, held } = await recover(files, places, log);
  const entries = [...ready.flat(), ...held.flat()];
  const found = new Set(entries.map(({ upload }) => upload));

  for (const { upload, id, path } of entries) {
    if (hashOf(await files.read(path)) !== id) return `${upload} is not whole`;
    if ((acknowledged.get(upload) ?? id) !== id) return `${upload} has other bytes`;
  }
  for (const upload of acknowledged.keys()) {
    if (!found.has(upload) && !released.has(upload)) return `${upload} is lost`;
  }
  for (const [first] of ready) {
    const request = readRequest((await files.read(requestFile(first!.folder))).toString());
    const parted = request.find(({ upload }) => !found.has(upload) && !released.has(upload));
    if (parted) return `${parted.upload} was parted from its request`;
  }
  for (const entry of held.flat())
    JSON.parse((await files.read(heldFile(entry.folder))).toString());
  const left = await leftovers(files, places);
  return left ?? (twice ? differs(files, places, { ready, held }) : undefined);
}

/** Most bytes are the same from one crash to the next. */
function hashOf(bytes: Buffer): string {
  const known = hashes.get(bytes) ?? sha256(bytes);
  hashes.set(bytes, known);
  return known;
}
const hashes = new WeakMap<Buffer, string>();

/** What never reached `ready` is gone. */
async function leftovers(files: SpoolFiles, places: Layout): Promise<string | undefined> {
  const ready = await files.list(places.ready);
  const stray = (await files.list(places.incoming)).find((name) => !ready.includes(name));
  return stray && `${stray} was left in incoming`;
}

async function differs(
  files: SpoolFiles,
  places: Layout,
  before: { ready: SpoolEntry[][]; held: SpoolEntry[][] },
): Promise<string | undefined> {
  const after = await recover(files, places, log);
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : 'recovered differently';
}

/** All kinds of sync of a run. */
export function syncLabels({ steps, dataDir }: Run): string[] {
  const label = labeller(dataDir);
  const labels = steps.map((step) => ('begins' in step ? label(step.begins) : undefined));
  return [...new Set(labels.filter((one) => one !== undefined))];
}

/**
 * Names a sync by what it syncs. ULIDs are told apart by what they name, not by their digits; of
 * several syncs of one such folder each has its own name.
 */
function labeller(dataDir: string): (change: Change) => string | undefined {
  const times = new Map<string, number>();
  return (change) => {
    if (change.kind !== 'sync' && change.kind !== 'syncFolder') return undefined;
    const path = relative(dataDir, change.path);
    const said = path.replaceAll(/[0-9A-Z]{26}/g, 'ULID') || '.';
    if (change.kind === 'sync' || said === path || said === '.') return said;
    const time = (times.get(path) ?? 0) + 1;
    times.set(path, time);
    return time === 1 ? said : `${said}, time ${time}`;
  };
}
