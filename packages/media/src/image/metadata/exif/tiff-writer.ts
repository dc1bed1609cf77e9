import type { Entry } from './tiff-reader.ts';

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;
const INLINE_BYTES = 4;

/** Size of entry count, entries, and offset of the next directory, which is always 0. */
const directoryBytes = (entries: readonly Entry[]): number => 2 + entries.length * ENTRY_BYTES + 4;

/** Values of up to four bytes are in the entry, longer ones at an even offset. */
const valueBytes = ({ value }: Entry): number =>
  value.length <= INLINE_BYTES ? 0 : value.length + (value.length % 2);

/** Returns the size of a directory with its values in bytes. */
export const sizeOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + valueBytes(entry), directoryBytes(entries));

/**
 * Writes directories with their values to a new TIFF block. The first starts at offset 8, the next at 8
 * plus `sizeOf` of the first, and so on.
 */
export function writeTiff(littleEndian: boolean, directories: readonly (readonly Entry[])[]) {
  const total = directories.reduce((sum, entries) => sum + sizeOf(entries), HEADER_BYTES);
  const block = Buffer.alloc(total);
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  view.setUint16(0, littleEndian ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, HEADER_BYTES, littleEndian);
  let at = HEADER_BYTES;
  for (const entries of directories) {
    writeDirectory(view, block, littleEndian, at, entries);
    at += sizeOf(entries);
  }
  return block;
}

function writeDirectory(
  view: DataView,
  block: Buffer,
  littleEndian: boolean,
  offset: number,
  entries: readonly Entry[],
): void {
  view.setUint16(offset, entries.length, littleEndian);
  let valueAt = offset + directoryBytes(entries);
  entries.forEach((entry, index) => {
    const at = offset + 2 + index * ENTRY_BYTES;
    view.setUint16(at, entry.tag, littleEndian);
    view.setUint16(at + 2, entry.type, littleEndian);
    view.setUint32(at + 4, entry.count, littleEndian);
    if (entry.value.length <= INLINE_BYTES) {
      block.set(entry.value, at + 8);
    } else {
      view.setUint32(at + 8, valueAt, littleEndian);
      block.set(entry.value, valueAt);
      valueAt += valueBytes(entry);
    }
  });
}
