import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { currentContext } from './context.ts';
import { decoderStat } from './decoder/decoders.ts';
import { SimulationError } from './errors.ts';
import { LATENCY } from './limits.ts';
import { currentWorld, presentWorld, type World } from './world.ts';

/** Every path below it is on a simulated disk: the next name says which. */
export const DISKS = '/simulated';
/** Where functions keep what they fetch. */
export const SCRATCH = `${DISKS}/scratch`;

const isSimulated = (path: unknown): path is string =>
  typeof path === 'string' && path.startsWith(`${DISKS}/`);

const fault = (code: string, path: string) =>
  Object.assign(new Error(`${code}: ${path}`), { code });

const diskOf = ({ disks }: World, path: string) => {
  const [, , name = ''] = path.split('/');
  const disk = disks.get(name);
  if (!disk) throw new SimulationError('not-simulated', { detail: path });
  return disk;
};

/** A call of the disk: takes its time, and is a point at which its process may die. */
function call<Result>(what: string, path: string, run: (world: World) => Result): Promise<Result> {
  const world = presentWorld();
  const { process } = currentContext();
  process?.step();
  // A dead process waits for ever.
  if (process?.isAlive === false) return new Promise(() => undefined);
  return new Promise((resolve, reject) => {
    world.scheduler.after(world.latency.exponential(LATENCY.diskMs), () => {
      world.scheduler.trace(`disk ${what} ${path}`);
      try {
        const result = run(world);
        process?.step();
        if (process?.isAlive !== false) resolve(result);
      } catch (error) {
        reject(error);
      }
    });
  });
}

const there = (world: World, path: string): void => {
  if (!diskOf(world, path).exists(path)) throw fault('ENOENT', path);
};

async function sync(path: string, kind: 'sync' | 'syncFolder'): Promise<void> {
  const end = diskOf(presentWorld(), path).begin({ kind, path });
  await call(kind, path, end);
}

/** The methods of a FileHandle that the product uses. */
const handleOf = (path: string, isFolder: boolean) => {
  const write = (bytes: Buffer) =>
    call('write', path, (world) => diskOf(world, path).change({ kind: 'write', path, bytes }));
  return {
    writev: async (chunks: Buffer[]) => {
      const bytes = Buffer.concat(chunks);
      await write(bytes);
      return { bytesWritten: bytes.length };
    },
    writeFile: (text: string) => write(Buffer.from(text)),
    sync: () => sync(path, isFolder ? 'syncFolder' : 'sync'),
    close: async () => undefined,
    createReadStream: ({ start = 0, end }: { start?: number; end?: number }) => {
      const bytes = diskOf(presentWorld(), path).read(path);
      if (!bytes) throw fault('ENOENT', path);
      return Readable.from([bytes.subarray(start, end === undefined ? bytes.length : end + 1)]);
    },
  };
};

const simulated = {
  mkdir: (path: string) =>
    call('mkdir', path, (world) => {
      if (diskOf(world, path).exists(path)) throw fault('EEXIST', path);
      if (path.split('/').length > 4) there(world, dirname(path));
      diskOf(world, path).change({ kind: 'makeFolder', path });
    }),
  mkdtemp: async (prefix: string) => {
    const path =
      prefix +
      presentWorld()
        .random.below(2 ** 32)
        .toString(36);
    await simulated.mkdir(path);
    return path;
  },
  open: (path: string, flags = 'r') =>
    call('open', path, (world) => {
      const disk = diskOf(world, path);
      if (flags === 'r') there(world, path);
      else {
        there(world, dirname(path));
        disk.change({ kind: 'create', path });
      }
      return handleOf(path, disk.isFolder(path));
    }),
  rename: (from: string, to: string) =>
    call('rename', `${from} ${to}`, (world) => {
      there(world, from);
      diskOf(world, from).change({ kind: 'rename', from, to });
    }),
  rm: (path: string) =>
    call('rm', path, (world) => diskOf(world, path).change({ kind: 'remove', path })),
  readdir: (path: string) =>
    call('readdir', path, (world) => {
      there(world, path);
      return diskOf(world, path).list(path);
    }),
  readFile: (path: string, encoding?: BufferEncoding) =>
    call('read', path, (world) => {
      const bytes = diskOf(world, path).read(path);
      if (!bytes) throw fault('ENOENT', path);
      return encoding ? bytes.toString(encoding) : bytes;
    }),
  stat: (path: string) =>
    call('stat', path, (world) => ({ size: diskOf(world, path).read(path)?.length ?? 0 })),
  statfs: async () => ({ bavail: 2 ** 30, bsize: 4096 }),
};

/** Lets Node's file system work on the simulated disks, wherever a path begins so. */
export function replaceFiles(): void {
  const promises = fs.promises as unknown as Record<string, (...args: never[]) => unknown>;
  for (const [name, run] of Object.entries(simulated)) {
    const real = promises[name];
    assert(real, `node:fs/promises has ${name}`);
    promises[name] = (...args: never[]) => {
      if (isSimulated(args[0])) return (run as (...all: never[]) => unknown)(...args);
      if (!currentWorld()) return real(...args);
      const path = args[0] as unknown as string;
      return (
        decoderStat(path) ?? Promise.reject(new SimulationError('not-simulated', { detail: path }))
      );
    };
  }
  const realWriter = fs.createWriteStream;
  fs.createWriteStream = ((path: string, ...rest: never[]) =>
    isSimulated(path) ? writer(path) : realWriter(path, ...rest)) as typeof realWriter;
  replaceLock();
}

function writer(path: string): Writable {
  const opened = simulated.open(path, 'w');
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      opened.then((file) => file.writev([chunk])).then(() => done(), done);
    },
  });
}

/** The spool's lock, an SQLite database: two processes of one cell never live at the same time here. */
function replaceLock(): void {
  const sqlite = createRequire(import.meta.url)('node:sqlite') as {
    DatabaseSync: new (path: string, options?: object) => object;
  };
  const lock = { exec: () => undefined, close: () => undefined };
  sqlite.DatabaseSync = new Proxy(sqlite.DatabaseSync, {
    construct: (Real, [path, options]) => (isSimulated(path) ? lock : new Real(path, options)),
  });
}
