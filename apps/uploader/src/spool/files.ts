import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';

/** A file that is being written. */
export interface OpenFile {
  write(chunks: Buffer[]): Promise<void>;
  /** Returns once the bytes are on the medium. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** All that the spool asks of a file system: few enough calls that a test can record them. */
export interface SpoolFiles {
  /** Makes a folder, and those above it; one that is there already is fine. */
  makeFolder(path: string): Promise<void>;
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
    await mkdir(path, { recursive: true });
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

/** writev(2) may write less than it was given. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, chunks: Buffer[]): Promise<void> {
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
  const file = await files.create(path);
  try {
    await file.write([Buffer.from(text)]);
    await file.sync();
  } finally {
    await file.close();
  }
}
