import type { Disk, Entry, File, Folder, Write } from './disk.ts';

/** The state of an unsynced write after a crash. */
export type Tear = 'whole' | 'half' | 'zeros';

/** The pending changes that reached the medium. */
export interface Crash {
  readonly survivors: ReadonlySet<Entry | Write>;
  /** The state of the surviving writes. */
  readonly tear: Tear;
}

/** The content of the medium after a crash: folders as maps, files as their bytes. */
export interface Remains extends Map<string, Remains | Buffer> {}

/** Builds the content of the medium after a crash. */
export function remainsOf(disk: Disk, crash: Crash): Remains {
  const survives = (change: Entry | Write): boolean =>
    change.durable || crash.survivors.has(change);

  function ofFolder(folder: Folder): Remains {
    const remains: Remains = new Map();
    for (const [name, changes] of folder.entries) {
      const node = changes.filter((entry) => isThere(entry)).at(-1)?.node;
      if (node) remains.set(name, 'entries' in node ? ofFolder(node) : ofFile(node));
    }
    return remains;
  }
  const isThere = (entry: Entry): boolean =>
    survives(entry) && (entry.needs === undefined || survives(entry.needs));

  function ofFile(file: File): Buffer {
    const { writes } = file;
    if (writes.every(({ durable }) => durable)) return wholeOf(file);
    const pieces: Write[] = [];
    for (const write of writes) {
      if (!survives(write)) break;
      pieces.push(write.durable ? write : { ...write, bytes: torn(write.bytes, crash.tear) });
    }
    return join(pieces);
  }
  return ofFolder(disk.top);
}

/** The bytes of a fully synced file: the same buffer until the next write. */
function wholeOf(file: File): Buffer {
  const known = wholes.get(file);
  if (known?.writes === file.writes.length) return known.bytes;
  const bytes = join(file.writes);
  wholes.set(file, { writes: file.writes.length, bytes });
  return bytes;
}
const wholes = new WeakMap<File, { writes: number; bytes: Buffer }>();

/** The bytes after writes and cuts. */
function join(writes: readonly Write[]): Buffer {
  const cut = writes.findLastIndex(({ size }) => size !== undefined);
  const rest = writes.slice(cut + 1).map(({ bytes }) => bytes);
  if (cut < 0) return Buffer.concat(rest);
  const before = join(writes.slice(0, cut)).subarray(0, writes[cut]?.size);
  return Buffer.concat([before, ...rest]);
}

function torn(bytes: Buffer, tear: Tear): Buffer {
  if (tear === 'whole') return bytes;
  const half = bytes.subarray(0, bytes.length >> 1);
  return tear === 'half' ? half : Buffer.concat([half, Buffer.alloc(bytes.length - half.length)]);
}

const TEARS: readonly Tear[] = ['whole', 'half', 'zeros'];
const RANDOM_CRASHES = 4;
/** The latest changes are combined systematically; older pending ones survive at random. */
const RECENT = 6;
const EXHAUSTIVE = 4;

/**
 * The crashes to try at one point: every subset of few pending changes; else none of the latest, all,
 * each alone, all but each, and some at random.
 */
export function* crashesAt(disk: Disk, random: () => number): Generator<Crash> {
  const pending = disk.pending();
  const older = pending.slice(0, -RECENT);
  for (const recent of subsets(pending.slice(-RECENT), random)) {
    const survivors = new Set([...recent, ...older.filter(() => random() < 0.5)]);
    const written = [...survivors].some((change) => 'bytes' in change);
    for (const tear of written ? TEARS : TEARS.slice(0, 1)) yield { survivors, tear };
  }
}

function* subsets<Item>(all: readonly Item[], random: () => number): Generator<Item[]> {
  if (all.length <= EXHAUSTIVE) {
    for (let bits = 0; bits < 2 ** all.length; bits++) {
      yield all.filter((_, at) => bits & (1 << at));
    }
    return;
  }
  yield [];
  yield [...all];
  for (const one of all) {
    yield [one];
    yield all.filter((other) => other !== one);
  }
  for (let more = 0; more < RANDOM_CRASHES; more++) yield all.filter(() => random() < 0.5);
}
