import { type Entry, numberOf, readDirectory, type Tiff } from '../tiff-reader.ts';
import { text } from '../values.ts';

/** A directory of maker notes. Values are empty or undefined if it does not have them. */
export interface NoteDirectory {
  text(tag: number): string | undefined;
  /** 16-bit or 32-bit integers. */
  numbers(tag: number): readonly number[];
  fractions(tag: number): readonly number[];
  child(tag: number): NoteDirectory | undefined;
}

/**
 * Opens the directory of maker notes.
 *
 * @param offsetsFrom a number is the position of a TIFF header in the notes
 * @throws RangeError if it is outside of the block
 */
export function openNote(
  block: DataView,
  note: Uint8Array,
  directoryAt: number,
  offsetsFrom: 'block' | 'note' | number,
): NoteDirectory {
  const noteAt = note.byteOffset - block.byteOffset;
  const base = offsetsFrom === 'block' ? 0 : noteAt + (offsetsFrom === 'note' ? 0 : offsetsFrom);
  const view = new DataView(block.buffer, block.byteOffset + base, block.byteLength - base);
  const at = noteAt + directoryAt - base;
  // Notes may have a byte order of their own: a directory has few entries.
  const littleEndian = view.getUint16(at, true) <= view.getUint16(at, false);
  return directoryIn({ view, littleEndian, firstDirectory: at }, at);
}

function directoryIn(tiff: Tiff, offset: number): NoteDirectory {
  const find = (tag: number): Entry | undefined => readDirectory(tiff, offset, new Set([tag]))[0];
  return {
    text: (tag) => text(find(tag)?.value),
    numbers: (tag) => {
      const entry = find(tag);
      return entry ? integersOf(tiff, entry) : [];
    },
    fractions: (tag) => {
      const parts = find(tag)?.value;
      if (!parts) return [];
      const view = new DataView(parts.buffer, parts.byteOffset, parts.byteLength);
      const part = (index: number) => view.getUint32(4 * index, tiff.littleEndian);
      return Array.from(
        { length: Math.floor(parts.length / 8) },
        (_, index) => part(2 * index) / part(2 * index + 1),
      );
    },
    child: (tag) => {
      const entry = find(tag);
      const at = entry && numberOf(tiff, entry);
      return at === undefined ? undefined : directoryIn(tiff, at);
    },
  };
}

const SHORT_BYTES = 2;

function integersOf({ littleEndian }: Tiff, { value, count }: Entry): number[] {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const isShort = value.length / count === SHORT_BYTES;
  const bytes = isShort ? SHORT_BYTES : 2 * SHORT_BYTES;
  return Array.from({ length: Math.floor(value.length / bytes) }, (_, index) =>
    isShort
      ? view.getInt16(index * bytes, littleEndian)
      : view.getInt32(index * bytes, littleEndian),
  );
}
