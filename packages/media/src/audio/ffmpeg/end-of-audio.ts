import { withParts } from '../../image/read/file-parts.ts';

/** Returns the length of the tag that ends at a byte, 0 if none does. */
type TagLength = (read: Read, end: number) => number;
type Read = (from: number, to: number) => Buffer;

/** https://id3.org/ID3v1: 128 bytes. The extension before it has 227. */
const id3v1: TagLength = (read, end) => {
  if (!isAt(read, end - 128, 'TAG')) return 0;
  return isAt(read, end - 128 - 227, 'TAG+') ? 128 + 227 : 128;
};

/** ID3v2.4, 3.4: a tag behind the audio has a footer of 10 bytes. */
const id3v2: TagLength = (read, end) => {
  if (!isAt(read, end - 10, '3DI')) return 0;
  const size = read(end - 4, end).reduce((sum, byte) => sum * 0x80 + (byte & 0x7f), 0);
  return isAt(read, end - size - 20, 'ID3') ? size + 20 : 0;
};

/** https://mutagen-specs.readthedocs.io/en/latest/apev2/apev2.html: the size is without the header. */
const ape: TagLength = (read, end) => {
  if (!isAt(read, end - 32, 'APETAGEX')) return 0;
  const footer = read(end - 32, end);
  const size = footer.readUInt32LE(12);
  return isAt(read, end - size - 32, 'APETAGEX') ? size + 32 : size;
};

/** https://id3.org/Lyrics3v2: six digits with the size before them, and `LYRICS200`. */
const lyrics3: TagLength = (read, end) => {
  if (!isAt(read, end - 9, 'LYRICS200')) return 0;
  const size = Number.parseInt(read(end - 15, end - 9).toString('latin1'), 10);
  return isAt(read, end - size - 15, 'LYRICSBEGIN') ? size + 15 : 0;
};

const TAGS: readonly TagLength[] = [id3v1, id3v2, ape, lyrics3];

/** Returns the byte at which the tags at the end of a file begin: those of MP3 players, in any order. */
export function endOfAudio(path: string): number {
  return withParts(path, (parts) => {
    // A size in a tag may lead to a byte before the file.
    const read: Read = (from, to) => (from >= 0 ? parts.read(from, to - from) : Buffer.alloc(0));
    let end = parts.size;
    for (let more = true; more; ) {
      const length = Math.max(...TAGS.map((tag) => tag(read, end)));
      more = length > 0 && length < end;
      if (more) end -= length;
    }
    return end;
  });
}

const isAt = (read: Read, at: number, text: string): boolean =>
  read(at, at + text.length).toString('latin1') === text;
