import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';
import { openZipFile } from './zip-file.ts';

/** The zip package of a document. Only requested parts are unpacked, and their sizes are counted. */
export interface Zip {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Whether an entry is encrypted. */
  isEncrypted(name: string): boolean;
  /** Streams a part. @throws MediaError `corrupt`, also if it does not exist */
  chunks(name: string): AsyncIterable<Buffer>;
  /** Reads a whole part. @throws MediaError `expands-too-far` if it is larger than the limit */
  read(name: string): Promise<Buffer>;
}

/**
 * Opens a zip, checks its central directory, and passes it to `use`.
 *
 * An unpacked entry must have the length and CRC-32 of the directory (APPNOTE 6.3.10, 4.4.7 and 4.4.9).
 * The total unpacked size is limited, also for nested and overlapping entries.
 *
 * @throws MediaError `corrupt` or `expands-too-far`
 */
export async function withZip<Result>(
  path: string,
  use: (zip: Zip) => Promise<Result>,
): Promise<Result> {
  const file = await orCorrupt(openZipFile(path));
  try {
    const entries = new Map<string, Entry>();
    if (file.entryCount > limits.zip.maxEntries) {
      throw new MediaError('expands-too-far', { detail: `the zip has ${file.entryCount} entries` });
    }
    for await (const entry of faultsOf(file.eachEntry())) {
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    }
    let unpacked = 0;

    async function* chunks(name: string): AsyncGenerator<Buffer> {
      const entry = entries.get(name);
      if (!entry) throw new MediaError('corrupt', { detail: `the zip has no ${name}` });
      let sum = 0;
      for await (const chunk of faultsOf(await orCorrupt(file.openReadStreamPromise(entry)))) {
        unpacked += chunk.length;
        if (unpacked > limits.zip.maxUnpackedBytes) throw new MediaError('expands-too-far');
        sum = crc32(chunk, sum);
        yield chunk;
      }
      if (sum !== entry.crc32)
        throw new MediaError('corrupt', { detail: `the checksum of ${name} differs` });
    }

    async function read(name: string): Promise<Buffer> {
      const parts: Buffer[] = [];
      let size = 0;
      for await (const chunk of chunks(name)) {
        size += chunk.length;
        if (size > limits.zip.maxPartBytes)
          throw new MediaError('expands-too-far', { detail: name });
        parts.push(chunk);
      }
      return Buffer.concat(parts);
    }

    return await use({
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      isEncrypted: (name) => entries.get(name)?.isEncrypted() ?? false,
      chunks,
      read,
    });
  } finally {
    file.close();
  }
}

/** Treats errors of yauzl as faults of the file, except for disk errors. */
function faultOf(cause: unknown): unknown {
  const isOfDisk = Error.isError(cause) && 'syscall' in cause;
  return isOfDisk ? cause : new MediaError('corrupt', { detail: 'the zip is not readable', cause });
}

async function orCorrupt<Result>(opening: Promise<Result>): Promise<Result> {
  try {
    return await opening;
  } catch (cause) {
    throw faultOf(cause);
  }
}

/** Does the same for an async iterable. Errors of the consumer are passed on. */
async function* faultsOf<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orCorrupt(iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
