import { clean } from '../metadata/exif/values.ts';

/** ICC.1:2022, 7.3: a table of tags behind the header of 128 bytes, each of 12 bytes. */
const TABLE = 128;
const ENTRY_BYTES = 12;
const MAX_TAGS = 100;

/** Returns the description of an ICC profile, such as `Display P3`. */
export function profileName(profile: Uint8Array): string | undefined {
  const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  if (bytes.length < TABLE + 4) return undefined;
  const tags = Math.min(bytes.readUInt32BE(TABLE), MAX_TAGS);
  for (let at = TABLE + 4; at < TABLE + 4 + tags * ENTRY_BYTES; at += ENTRY_BYTES) {
    if (at + ENTRY_BYTES > bytes.length) return undefined;
    if (bytes.toString('latin1', at, at + 4) !== 'desc') continue;
    const offset = bytes.readUInt32BE(at + 4);
    return readDescription(bytes.subarray(offset, offset + bytes.readUInt32BE(at + 8)));
  }
  return undefined;
}

function readDescription(tag: Buffer): string | undefined {
  const type = tag.toString('latin1', 0, 4);
  // ICC.1:2001, 6.5.17: the length of an ASCII text, then the text.
  if (type === 'desc' && tag.length > 12) {
    return clean(tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)));
  }
  // ICC.1:2022, 10.15: records of language, length and offset. Any of them will do.
  if (type === 'mluc' && tag.length >= 28) {
    const offset = tag.readUInt32BE(24);
    const text = Buffer.from(tag.subarray(offset, offset + (tag.readUInt32BE(20) & ~1)));
    return text.length % 2 === 0 ? clean(text.swap16().toString('utf16le')) : undefined;
  }
  return undefined;
}
