import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  fromRandomAccessReaderPromise,
  openPromise,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { limits } from '../limits.ts';

/** The end of central directory record (APPNOTE 6.3.10, 4.3.16). */
const SIGNATURE = Buffer.from('PK\x05\x06');
const RECORD_BYTES = 22;
const COMMENT_LENGTH_AT = 20;
const MAX_COMMENT_BYTES = 2 ** 16;

/** Opens a zip, also one with bytes behind its end, as some transfers and programs leave them. */
export async function openZipFile(path: string): Promise<ZipFile> {
  const { size, end } = await endOf(path);
  const options = { autoClose: false };
  if (end >= size) return openPromise(path, options);
  return fromRandomAccessReaderPromise(new FileStart(path), end, options);
}

/** Reads a file by ranges. */
class FileStart extends RandomAccessReader {
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start, end: end - 1 });
  }
}

/** Returns where the zip ends; without the record, at the end of the file. */
async function endOf(path: string): Promise<{ size: number; end: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, RECORD_BYTES + MAX_COMMENT_BYTES + limits.zip.maxTrailingBytes);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const at = buffer.lastIndexOf(SIGNATURE);
    if (at < 0 || at + RECORD_BYTES > length) return { size, end: size };
    const end = at + RECORD_BYTES + buffer.readUInt16LE(at + COMMENT_LENGTH_AT);
    return { size, end: size - length + end };
  } finally {
    await file.close();
  }
}
