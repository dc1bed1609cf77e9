import { crc32 } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { MediaError } from '../../failures.ts';
import { limits } from '../limits.ts';

/** The package of a document. Only what is asked for is unpacked, and all of that is counted. */
export interface Zip {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Whether an entry cannot be read without a password. */
  isEncrypted(name: string): boolean;
  /** A part, piece by piece. @throws MediaError `corrupt` also where it is not there. */
  chunks(name: string): AsyncIterable<Buffer>;
  /** A part as a whole. @throws MediaError `expands-too-far` where it is too large for that. */
  read(name: string): Promise<Buffer>;
}

/**
 * Opens a zip, checks its central directory, and hands it to `use`.
 *
 * What an entry unpacks to must have the length and the CRC-32 that the directory says (APPNOTE 6.3.10,
 * 4.4.7 and 4.4.9), and all that is unpacked together must stay below a limit, so neither nested nor
 * overlapping entries can blow up.
 *
 * @throws MediaError `corrupt` or `expands-too-far`
 */
export async function withZip<Result>(
  path: string,
  use: (zip: Zip) => Promise<Result>,
): Promise<Result> {
  const file = await orCorrupt(openPromise(path, { autoClose: false }));
  try {
    const entries = new Map<string, Entry>();
    if (file.entryCount > limits.zip.maxEntries) {
      throw new MediaError('expands-too-far', { detail: `${file.entryCount} entries` });
    }
    for await (const entry of faultsOf(file.eachEntry())) {
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    }
    let unpacked = 0;

    async function* chunks(name: string): AsyncGenerator<Buffer> {
      const entry = entries.get(name);
      if (!entry) throw new MediaError('corrupt', { detail: `it has no ${name}` });
      let sum = 0;
      for await (const chunk of faultsOf(await orCorrupt(file.openReadStreamPromise(entry)))) {
        unpacked += chunk.length;
        if (unpacked > limits.zip.maxUnpackedBytes) throw new MediaError('expands-too-far');
        sum = crc32(chunk, sum);
        yield chunk;
      }
      if (sum !== entry.crc32) throw new MediaError('corrupt', { detail: `the sum of ${name}` });
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

/** What yauzl throws is the file's fault, unless the disk is behind it. */
function faultOf(cause: unknown): unknown {
  const isOfDisk = Error.isError(cause) && 'syscall' in cause;
  return isOfDisk ? cause : new MediaError('corrupt', { detail: 'its zip cannot be read', cause });
}

async function orCorrupt<Result>(opening: Promise<Result>): Promise<Result> {
  try {
    return await opening;
  } catch (cause) {
    throw faultOf(cause);
  }
}

/** The same for what comes one after another; what the consumer throws is left alone. */
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
