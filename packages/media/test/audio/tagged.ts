/** ID3v2.3, 3.1: seven bits per byte. */
const syncsafe = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));

type Frame = readonly [id: string, content: Buffer];

/**
 * Prepends an ID3v2.3 tag to an MP3, or one of version 2.4. The content of an `APIC` frame is the picture
 * of a front cover, that of an `APIC4` frame the picture of a back cover.
 */
export function withId3(
  mp3: Uint8Array,
  frames: readonly Frame[],
  { version = 3 }: { version?: 3 | 4 } = {},
): Buffer {
  const body = Buffer.concat(
    frames.map(([id, content]) => {
      const data =
        id === 'APIC' || id === 'APIC4'
          ? Buffer.concat([
              Buffer.from(`\0image/jpeg\0${id === 'APIC' ? '\x03' : '\x04'}\0`, 'latin1'),
              content,
            ])
          : content;
      const head = Buffer.alloc(10);
      head.write(id.slice(0, 4), 'latin1');
      head.writeUInt32BE(data.length, 4);
      // ID3v2.4, 4: seven bits per byte here too.
      if (version === 4) syncsafe(data.length).copy(head, 4);
      return Buffer.concat([head, data]);
    }),
  );
  const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0]);
  return Buffer.concat([head, syncsafe(body.length), body, mp3]);
}

/** A text frame in UTF-16 with a byte order mark. */
export const textFrame = (id: string, text: string): Frame => [
  id,
  Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
];

/** A frame `TXXX`: a text with a name. */
export const namedFrame = (name: string, text: string): Frame => [
  'TXXX',
  Buffer.from(`\x03${name}\0${text}`),
];

/** ID3v2.3, 4.9 and 4.10: lyrics in Portuguese, and with times in milliseconds. */
export const lyricsFrame = (text: string): Frame => ['USLT', Buffer.from(`\x03por\0${text}`)];

export const syncedLyricsFrame = (lines: readonly (readonly [number, string])[]): Frame => [
  'SYLT',
  Buffer.concat([
    Buffer.from('\x03por\x02\x01\0'),
    ...lines.map(([time, text]) => Buffer.concat([Buffer.from(`${text}\0`), be32(time)])),
  ]),
];

/** ID3v2 Chapter Frame Addendum: times in milliseconds, without offsets in bytes. */
export const chapterFrame = (id: string, from: number, to: number, title: Frame): Frame => {
  const [name, content] = title;
  const head = Buffer.concat([Buffer.from(name), be32(content.length), Buffer.alloc(2)]);
  const times = [be32(from), be32(to), be32(0xffff_ffff), be32(0xffff_ffff)];
  return ['CHAP', Buffer.concat([Buffer.from(`${id}\0`), ...times, head, content])];
};

function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** RFC 9639, 8.1 and 8.6: replaces the metadata of a FLAC but its first block. */
export function withVorbisComments(flac: Buffer, comments: readonly string[]): Buffer {
  const STREAM_INFO_END = 42;
  let at = STREAM_INFO_END;
  for (let isLast = (flac[4]! & 0x80) !== 0; !isLast; at += 4 + flac.readUIntBE(at + 1, 3)) {
    isLast = (flac[at]! & 0x80) !== 0;
    if (isLast) {
      at += 4 + flac.readUIntBE(at + 1, 3);
      break;
    }
  }
  const le32 = (value: number) => be32(value).reverse();
  const body = Buffer.concat([
    le32(0),
    le32(comments.length),
    ...comments.flatMap((comment) => [le32(Buffer.byteLength(comment)), Buffer.from(comment)]),
  ]);
  const head = be32(body.length);
  head[0] = 0x84;
  const first = Buffer.from(flac.subarray(0, STREAM_INFO_END));
  first[4]! &= 0x7f;
  return Buffer.concat([first, head, body, flac.subarray(at)]);
}

/** Adds a second value to the artist of an MP4 whose index comes last (a second `data` atom). */
export function withSecondArtist(mp4: Buffer, name: string): Buffer {
  const value = Buffer.from(name);
  const atom = Buffer.concat([
    be32(16 + value.length),
    Buffer.from('data'),
    be32(1),
    be32(0),
    value,
  ]);
  const artist = mp4.indexOf(Buffer.from('\xa9ART', 'latin1')) - 4;
  const end = artist + mp4.readUInt32BE(artist);
  const file = Buffer.concat([mp4.subarray(0, end), atom, mp4.subarray(end)]);
  const boxes = ['moov', 'udta', 'meta', 'ilst'].map((box) => mp4.indexOf(box) - 4);
  for (const at of [...boxes, artist]) file.writeUInt32BE(file.readUInt32BE(at) + atom.length, at);
  return file;
}
