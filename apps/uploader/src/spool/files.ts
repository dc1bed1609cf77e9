import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { STREAM_BYTES } from '../limits.ts';

/** A file that is being written. */
export interface OpenFile {
  write(chunks: Buffer[]): Promise<void>;
  /** Returns once the bytes are on the medium. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The file system calls of the spool, so that tests can record them and inject faults. */
export interface SpoolFiles {
  /**
   * Creates one folder, unless it exists.
   *
   * @returns true if the folder was created
   */
  makeFolder(path: string): Promise<boolean>;
  /** Makes the names in a folder durable: fsync of a file does not cover its name. */
  syncFolder(path: string): Promise<void>;
  create(path: string): Promise<OpenFile>;
  /** Opens an existing file to append after its first `size` bytes, and cuts it there. */
  append(path: string, size: number): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  /** Deletes a file, or a folder with its contents, if it exists. */
  remove(path: string): Promise<void>;
  list(path: string): Promise<string[]>;
  read(path: string): Promise<Buffer>;
  /** The length of a file in bytes. */
  size(path: string): Promise<number>;
  /** Streams the bytes from `start` to before `end`, or to the end of the file if it is shorter. */
  stream(path: string, start: number, end: number): AsyncIterable<Buffer>;
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
  append: async (path, size) => {
    const file = await open(path, 'r+');
    let position = size;
    const positioned: ShortWriter = {
      writev: async (chunks) => {
        const written = await file.writev(chunks, position);
        position += written.bytesWritten;
        return written;
      },
    };
    try {
      await file.truncate(size);
    } catch (error) {
      await file.close();
      throw error;
    }
    return {
      write: (chunks) => writeAll(positioned, chunks),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  list: readdir,
  read: (path) => readFile(path),
  size: async (path) => (await stat(path)).size,
  stream: async function* (path, start, end) {
    if (end <= start) return;
    const file = await open(path, 'r');
    yield* file.createReadStream({ start, end: end - 1, highWaterMark: STREAM_BYTES });
  },
  freeBytes: async (path) => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};

/** A file whose writev(2) may write fewer bytes than requested. */
export interface ShortWriter {
  writev(chunks: Buffer[]): Promise<{ bytesWritten: number }>;
}

/** Writes all chunks, in as many calls as needed. */
export async function writeAll(file: ShortWriter, chunks: Buffer[]): Promise<void> {
  let rest = chunks;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest);
    rest = withoutFirst(bytesWritten, rest);
  }
}

/** Returns the chunks without their first bytes. Drops empty chunks. */
function withoutFirst(bytes: number, chunks: readonly Buffer[]): Buffer[] {
  let left = bytes;
  return chunks.flatMap((chunk) => {
    const skipped = Math.min(left, chunk.length);
    left -= skipped;
    return skipped < chunk.length ? [chunk.subarray(skipped)] : [];
  });
}

type Content = string | Buffer[];

/** Writes and syncs a small file. The caller syncs the folder. */
export async function writeDurably(
  files: SpoolFiles,
  path: string,
  content: Content,
): Promise<void> {
  await write(files, path, content, true);
}

/** Writes a small file without fsync: a power cut may lose or tear it. */
export async function writeLoosely(files: SpoolFiles, path: string, text: string): Promise<void> {
  await write(files, path, text, false);
}

async function write(files: SpoolFiles, path: string, content: Content, durably: boolean) {
  const file = await files.create(path);
  try {
    await file.write(typeof content === 'string' ? [Buffer.from(content)] : content);
    if (durably) await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads the bytes from `start` to before `end`, in chunks. */
export const readRange = async (
  files: Pick<SpoolFiles, 'stream'>,
  path: string,
  start: number,
  end: number,
): Promise<Buffer[]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of files.stream(path, start, end)) chunks.push(chunk);
  return chunks;
};

/** Ignores the error of a file that does not exist. @throws all others */
export function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Creates a folder and its missing parents, each with a durable name. */
export async function makeFolderDurably(files: SpoolFiles, path: string): Promise<void> {
  const make = () => files.makeFolder(path);
  const made = await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolderDurably(files, dirname(path));
    return make();
  });
  if (made) await files.syncFolder(dirname(path));
}
