/**
 * The records of a zip archive, of stored files only. Sizes and check sums follow the bytes of a file, so
 * that it can be streamed.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (APPNOTE, version 6.3.10)
 */

/** From this value on, a field is in ZIP64 (4.4.1.4). */
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;

/** 4.4.4: sizes and check sum in a data descriptor (bit 3), names in UTF-8 (bit 11). */
const FLAGS = 0x0808;

/** 4.4.3: version 4.5 has ZIP64. */
const VERSION = 45;

/** 4.4.2: Unix, whose attributes are a file that its owner may write. */
const MADE_BY = (3 << 8) | VERSION;
const ATTRIBUTES = (0o100644 << 16) >>> 0;

export interface FileRecord {
  readonly name: Buffer;
  readonly modified: Date;
  readonly size: number;
  /** Of the local header, from the start of the archive. */
  readonly offset: number;
}

const isLarge = ({ size }: Pick<FileRecord, 'size'>): boolean => size >= MAX_32;

/** 4.3.7. */
export function localHeader(file: FileRecord): Buffer {
  const { name, modified } = file;
  const extra = isLarge(file) ? zip64Extra(0, 0) : Buffer.alloc(0);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt32LE(dosTime(modified), 10);
  // 4.5.3: a size in the extra field is named by the highest value.
  header.writeUInt32LE(isLarge(file) ? MAX_32 : 0, 18);
  header.writeUInt32LE(isLarge(file) ? MAX_32 : 0, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** 4.3.9. */
export function dataDescriptor(file: FileRecord, crc: number): Buffer {
  const descriptor = Buffer.alloc(isLarge(file) ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (isLarge(file)) {
    descriptor.writeBigUInt64LE(BigInt(file.size), 8);
    descriptor.writeBigUInt64LE(BigInt(file.size), 16);
  } else {
    descriptor.writeUInt32LE(file.size, 8);
    descriptor.writeUInt32LE(file.size, 12);
  }
  return descriptor;
}

/** 4.3.12. */
export function centralHeader(file: FileRecord, crc: number): Buffer {
  const { name, modified, size, offset } = file;
  const needsZip64 = isLarge(file) || offset >= MAX_32;
  const extra = needsZip64 ? zip64Extra(size, size, offset) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt32LE(dosTime(modified), 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(needsZip64 ? MAX_32 : size, 20);
  header.writeUInt32LE(needsZip64 ? MAX_32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(ATTRIBUTES, 38);
  header.writeUInt32LE(needsZip64 ? MAX_32 : offset, 42);
  return Buffer.concat([header, name, extra]);
}

export interface Directory {
  readonly entries: number;
  /** Bytes of all central headers, and where the first one is. */
  readonly size: number;
  readonly offset: number;
}

/** The end of the central directory: 4.3.16, after 4.3.14 and 4.3.15 where it needs ZIP64. */
export function endOfDirectory({ entries, size, offset }: Directory): Buffer {
  const needsZip64 = entries >= MAX_16 || size >= MAX_32 || offset >= MAX_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(needsZip64 ? MAX_16 : entries, 8);
  end.writeUInt16LE(needsZip64 ? MAX_16 : entries, 10);
  end.writeUInt32LE(needsZip64 ? MAX_32 : size, 12);
  end.writeUInt32LE(needsZip64 ? MAX_32 : offset, 16);
  if (!needsZip64) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(record.length - 12), 4);
  record.writeUInt16LE(MADE_BY, 12);
  record.writeUInt16LE(VERSION, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

/** 4.5.3. */
function zip64Extra(...values: number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [at, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at);
  return extra;
}

/** 4.4.6: a local time, in steps of two seconds, from 1980 to 2107. The time is in the lower half. */
function dosTime(date: Date): number {
  const year = date.getFullYear();
  if (year < 1980) return dosTime(new Date(1980, 0, 1));
  if (year > 2107) return dosTime(new Date(2107, 11, 31));
  const day = ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
