import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that is being written. */
export interface OpenFile {
  write(chunks: Buffer[]): Promise<void>;
  /** Returns once the bytes are on the medium. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** All that the spool asks of a file system: few enough calls that a test can record them. */
export interface SpoolFiles {
  /**
   * Makes one folder; one that is there already is fine.
   *
   * @returns whether it was made
   */
  makeFolder(path: string): Promise<boolean>;
  /** Makes the folder's entries durable: fsync of a file does not cover its name. */
  syncFolder(path: string): Promise<void>;
  create(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Takes a file, or a folder with all that is in it, away; one that is not there is fine. */
  remove(path: string): Promise<void>;
  list(path: string): Promise<string[]>;
  read(path: string): Promise<Buffer>;
  freeBytes(path: string): Promise<number>;
}

export const diskFiles: SpoolFiles = {
  makeFolder: async (path) => {
    try {
      await mkdir(path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  },
  syncFolder: async (path) => {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  },
  create: async (path) => {
    const file = await open(path, 'w', 0o600);
    return {
      write: (chunks) => writeAll(file, chunks),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  list: readdir,
  read: (path) => readFile(path),
  freeBytes: async (path) => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};

/** Of an open file, what writes: writev(2) may write less than it was given. */
export interface ShortWriter {
  writev(chunks: Buffer[]): Promise<{ bytesWritten: number }>;
}

/** Writes all chunks, with as many calls as it takes. */
export async function writeAll(file: ShortWriter, chunks: Buffer[]): Promise<void> {
  let rest = chunks;
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest);
    let whole = 0;
    while (whole < rest.length && bytesWritten >= rest[whole]!.length) {
      bytesWritten -= rest[whole]!.length;
      whole += 1;
    }
    rest = rest.slice(whole);
    if (bytesWritten > 0) rest[0] = rest[0]!.subarray(bytesWritten);
  }
}

/** Writes a small file whole and durably; its folder is the caller's to sync. */
export async function writeDurably(files: SpoolFiles, path: string, text: string): Promise<void> {
  await write(files, path, text, true);
}

/** Writes a small file that may be lost, or torn, in a power cut. */
export async function writeLoosely(files: SpoolFiles, path: string, text: string): Promise<void> {
  await write(files, path, text, false);
}

async function write(files: SpoolFiles, path: string, text: string, durably: boolean) {
  const file = await files.create(path);
  try {
    await file.write([Buffer.from(text)]);
    if (durably) await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a folder, and those above it that are missing, each with a name that is durable. */
export async function makeFolderDurably(files: SpoolFiles, path: string): Promise<void> {
  const make = () => files.makeFolder(path);
  const made = await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolderDurably(files, dirname(path));
    return make();
  });
  if (made) await files.syncFolder(dirname(path));
}
