import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../sqlite/folder.ts';

/**
 * A segment of an object, stored in one file. A PUT has one segment, a multipart upload one per part.
 */
export interface Segment {
  readonly blob: string;
  readonly size: number;
}

const writeBytes = 1024 * 1024;
const readBytes = 256 * 1024;

/**
 * Stores the bytes of objects, one file per PUT or part. File names are random, so that no key is part
 * of a path. A file is used only when the index refers to it; files without a reference are left over
 * from a crash.
 */
export async function openBlobs(folder: string) {
  await makeFolder(folder);
  const directory = await open(folder);
  // Files to remove when their last reader has finished.
  const readers = new Map<string, number>();
  const pendingRemovals = new Set<string>();
  const path = (blob: string) => join(folder, blob);

  async function writeAll(
    file: FileHandle,
    chunks: AsyncIterable<Buffer>,
    hash: (chunk: Buffer) => void,
  ): Promise<number> {
    let [batch, waiting, size]: [Buffer[], number, number] = [[], 0, 0];
    const flush = async () => {
      if (waiting === 0) return;
      const written = file.writev(batch);
      // Hashing runs on this thread while the kernel copies on another.
      for (const chunk of batch) hash(chunk);
      const { bytesWritten } = await written;
      if (bytesWritten !== waiting) throw new Error(`wrote ${bytesWritten} of ${waiting} bytes`);
      size += waiting;
      [batch, waiting] = [[], 0];
    };
    for await (const chunk of chunks) {
      batch.push(chunk);
      waiting += chunk.length;
      if (waiting >= writeBytes) await flush();
    }
    await flush();
    return size;
  }

  function release(blobs: readonly string[]): Promise<unknown> {
    const free: string[] = [];
    for (const blob of blobs) {
      const left = (readers.get(blob) ?? 1) - 1;
      if (left > 0) readers.set(blob, left);
      else readers.delete(blob);
      if (left <= 0 && pendingRemovals.delete(blob)) free.push(blob);
    }
    return Promise.all(free.map((blob) => rm(path(blob), { force: true })));
  }

  return {
    /** Writes and fsyncs one file. Removes it if `chunks` throws. */
    async write(chunks: AsyncIterable<Buffer>, hash: (chunk: Buffer) => void): Promise<Segment> {
      const blob = randomBytes(16).toString('hex');
      const file = await open(path(blob), 'wx');
      try {
        const size = await writeAll(file, chunks, hash);
        await file.datasync();
        await directory.sync();
        return { blob, size };
      } catch (error) {
        await rm(path(blob), { force: true });
        throw error;
      } finally {
        await file.close();
      }
    },

    /**
     * Reads the bytes from `start` to `end` (exclusive) of the concatenated segments. The files are
     * kept until the generator ends. The buffer is reused, so a chunk is valid until the next is
     * requested.
     */
    read(segments: readonly Segment[], start: number, end: number): AsyncGenerator<Buffer> {
      const blobs = segments.map(({ blob }) => blob);
      for (const blob of blobs) readers.set(blob, (readers.get(blob) ?? 0) + 1);
      const bytes = readSegments(segments, path, start, end);
      return (async function* () {
        try {
          yield* bytes;
        } finally {
          await release(blobs);
        }
      })();
    },

    /** Removes files without a reference in the index. */
    async remove(blobs: readonly string[]): Promise<void> {
      const free = blobs.filter((blob) => !readers.has(blob));
      for (const blob of blobs) if (readers.has(blob)) pendingRemovals.add(blob);
      await Promise.all(free.map((blob) => rm(path(blob), { force: true })));
    },

    /** Removes the files that a crash left behind. Called at start. Returns their number. */
    async sweep(named: (blob: string) => boolean): Promise<number> {
      const left = (await readdir(folder)).filter((blob) => !named(blob));
      for (const blob of left) await rm(path(blob), { force: true });
      return left.length;
    },

    close: () => directory.close(),
  };
}

export type Blobs = Awaited<ReturnType<typeof openBlobs>>;

async function* readSegments(
  segments: readonly Segment[],
  path: (blob: string) => string,
  start: number,
  end: number,
) {
  const buffer = Buffer.allocUnsafeSlow(Math.min(readBytes, end - start));
  let offset = 0;
  for (const { blob, size } of segments) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, size);
    offset += size;
    if (from < to) yield* readFile(path(blob), from, to, buffer);
  }
}

async function* readFile(path: string, start: number, end: number, buffer: Buffer) {
  const file = await open(path);
  try {
    for (let at = start; at < end; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
      // The file is shorter than the index says. Throwing cuts the connection, so that the client does
      // not get a truncated object.
      if (bytesRead === 0) throw new Error(`${path} ends at ${at} of ${end} bytes`);
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
