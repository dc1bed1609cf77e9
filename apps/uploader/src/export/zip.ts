import { crc32 } from 'node:zlib';
import { EXPORT } from '../limits.ts';
import { centralHeader, dataDescriptor, endOfDirectory, localHeader } from './zip-format.ts';

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly modified: Date;
  /** Bytes. */
  readonly size: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Writes a zip archive of stored files. Of each file only its central header is kept until the end, about
 * 100 bytes.
 *
 * @throws Error if a body is not as long as its entry says: the archive is then incomplete
 */
export async function* writeZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory = createPages();
  let offset = 0;
  for await (const { name, modified, size, body } of entries) {
    const file = { name: Buffer.from(name), modified, size, offset };
    const header = localHeader(file);
    yield header;
    let crc = 0;
    let written = 0;
    for await (const chunk of body) {
      crc = crc32(chunk, crc);
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Error(`${name} has ${written} bytes, not ${size}`);
    const descriptor = dataDescriptor(file, crc);
    yield descriptor;
    offset += header.length + size + descriptor.length;
    directory.add(centralHeader(file, crc));
  }
  yield* directory.pages();
  yield endOfDirectory({ ...directory.totals(), offset });
}

/** Packs many small buffers into few large ones, which take less memory. */
function createPages() {
  const full: Buffer[] = [];
  let page = Buffer.allocUnsafeSlow(EXPORT.directoryPageBytes);
  let used = 0;
  let entries = 0;
  let size = 0;

  return {
    add(record: Buffer): void {
      if (used + record.length > page.length) {
        full.push(page.subarray(0, used));
        page = Buffer.allocUnsafeSlow(EXPORT.directoryPageBytes);
        used = 0;
      }
      used += record.copy(page, used);
      entries++;
      size += record.length;
    },
    pages: (): Buffer[] => [...full, page.subarray(0, used)],
    totals: () => ({ entries, size }),
  };
}
