import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import type { Chapter } from '../schema.ts';

/** FFmpeg's name of the tag `ldes`, in whose place the chapters are written. */
const PLACEHOLDER = 'synopsis';
const PLACEHOLDER_BOX = Buffer.from('ldes');
/** The headers of an item of `ilst` and of its value. */
const ITEM_HEAD = 24;

/** The list has one byte for the number of chapters, and for the length of a title in bytes. */
const MOST_CHAPTERS = 255;
const MOST_TITLE_BYTES = 255;
/** Times have units of 100 ns. */
const UNITS_PER_MS = 10_000n;

/**
 * Returns a tag that reserves the space for the chapters of an M4A. `node-av` cannot pass them
 * to FFmpeg, and an insertion would move the sound, so that the file had to be written again.
 */
export const chaptersPlaceholder = (chapters: readonly Chapter[]): Record<string, string> => ({
  [PLACEHOLDER]: 'x'.repeat(chapterList(chapters).length - ITEM_HEAD),
});

/** Replaces the placeholder of a finished M4A by the list of chapters, in the same space. */
export async function writeChapters(path: string, chapters: readonly Chapter[]): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const read = async (from: number, length: number) =>
      (await file.read(Buffer.alloc(length), 0, length, from)).buffer;
    const { size } = await file.stat();
    let at = 0;
    for (const name of ['moov', 'udta']) {
      let head = await read(at, 8);
      while (head.toString('latin1', 4) !== name) {
        at += head.readUInt32BE(0);
        assert(at + 8 <= size, `FFmpeg writes the box ${name}`);
        head = await read(at, 8);
      }
      if (name === 'moov') at += 8;
    }
    const udta = await read(at, (await read(at, 4)).readUInt32BE(0));
    await file.write(withChapters(udta, chapterList(chapters)), 0, udta.length, at);
  } finally {
    await file.close();
  }
}

/** Removes the placeholder from `udta/meta/ilst` and appends the list to `udta`. */
function withChapters(udta: Buffer, list: Buffer): Buffer {
  // No text of a tag has the zero bytes of the length.
  const item = udta.indexOf(Buffer.concat([list.subarray(0, 4), PLACEHOLDER_BOX]));
  assert(item >= 0, 'FFmpeg writes the placeholder');
  const rest = [udta.subarray(0, item), udta.subarray(item + list.length)];
  const changed = Buffer.concat([...rest, list]);
  for (const name of ['meta', 'ilst']) {
    const box = changed.indexOf(name, 'latin1') - 4;
    changed.writeUInt32BE(changed.readUInt32BE(box) - list.length, box);
  }
  return changed;
}

/** Nero's list of chapters (`chpl`, version 1), which players of audiobooks read. */
function chapterList(chapters: readonly Chapter[]): Buffer {
  const listed = chapters.slice(0, MOST_CHAPTERS);
  const entries = listed.map(({ startMs, title = '' }) => {
    const entry = Buffer.alloc(9 + MOST_TITLE_BYTES);
    entry.writeBigUInt64BE(BigInt(startMs) * UNITS_PER_MS);
    // A title that is too long is cut between characters.
    const { written } = new TextEncoder().encodeInto(title, entry.subarray(9));
    entry.writeUInt8(written, 8);
    return entry.subarray(0, 9 + written);
  });
  const head = Buffer.from('\0\0\0\0chpl\x01\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt8(listed.length, head.length - 1);
  const list = Buffer.concat([head, ...entries]);
  list.writeUInt32BE(list.length);
  return list;
}
