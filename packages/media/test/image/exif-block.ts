/** One entry of a directory as a test writes it: `value` as it stands in the file. */
export interface TestEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Uint8Array;
}

export interface TestDirectories {
  readonly first?: readonly TestEntry[];
  readonly exif?: readonly TestEntry[];
  readonly gps?: readonly TestEntry[];
  /** Written as IFD1, where cameras keep their thumbnail. */
  readonly thumbnail?: readonly TestEntry[];
}

export const bigEndian = { byte, short, long, ascii, rational, signedRational, bytes };

function byte(tag: number, value: number): TestEntry {
  return { tag, type: 1, count: 1, value: Buffer.from([value]) };
}

function ascii(tag: number, value: string | Uint8Array): TestEntry {
  const body = Buffer.concat([Buffer.from(value as string), Buffer.alloc(1)]);
  return { tag, type: 2, count: body.length, value: body };
}

function short(tag: number, value: number): TestEntry {
  const body = Buffer.alloc(2);
  body.writeUInt16BE(value);
  return { tag, type: 3, count: 1, value: body };
}

function long(tag: number, value: number): TestEntry {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(value);
  return { tag, type: 4, count: 1, value: body };
}

function rational(tag: number, ...fractions: [number, number][]): TestEntry {
  const body = Buffer.alloc(8 * fractions.length);
  fractions.flat().forEach((part, index) => {
    body.writeUInt32BE(part >>> 0, 4 * index);
  });
  return { tag, type: 5, count: fractions.length, value: body };
}

function signedRational(tag: number, ...fractions: [number, number][]): TestEntry {
  return { ...rational(tag, ...fractions), type: 10 };
}

function bytes(tag: number, type: number, value: Uint8Array, count = value.length): TestEntry {
  return { tag, type, count, value };
}

/** Writes a big-endian EXIF block, `Exif\0\0` included, with the directories one after another. */
export function exifBlock({ first = [], exif, gps, thumbnail }: TestDirectories): Buffer {
  const children = [
    { tag: 0x8769, entries: exif },
    { tag: 0x8825, entries: gps },
  ].flatMap(({ tag, entries }) => (entries ? [{ tag, entries }] : []));
  let at = 8 + sizeOf([...first, ...children.map(({ tag }) => long(tag, 0))]);
  const pointers = children.map(({ tag, entries }) => {
    const pointer = long(tag, at);
    at += sizeOf(entries);
    return pointer;
  });
  const header = Buffer.from('4d4d002a00000008', 'hex');
  const blocks = [header, directory(8, [...first, ...pointers], thumbnail ? at : 0)];
  for (const { entries } of children) blocks.push(directory(length(blocks), entries, 0));
  if (thumbnail) blocks.push(directory(length(blocks), thumbnail, 0));
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), ...blocks]);
}

const length = (blocks: readonly Buffer[]) => blocks.reduce((sum, block) => sum + block.length, 0);

const sizeOf = (entries: readonly TestEntry[]) => directory(0, entries, 0).length;

function directory(offset: number, entries: readonly TestEntry[], next: number): Buffer {
  const head = Buffer.alloc(2 + 12 * entries.length + 4);
  head.writeUInt16BE(entries.length);
  head.writeUInt32BE(next, head.length - 4);
  const values: Buffer[] = [];
  let valueAt = offset + head.length;
  entries.forEach(({ tag, type, count, value }, index) => {
    const at = 2 + 12 * index;
    head.writeUInt16BE(tag, at);
    head.writeUInt16BE(type, at + 2);
    head.writeUInt32BE(count, at + 4);
    if (value.length <= 4) {
      head.set(value, at + 8);
    } else {
      head.writeUInt32BE(valueAt, at + 8);
      values.push(Buffer.from(value));
      valueAt += value.length;
    }
  });
  return Buffer.concat([head, ...values]);
}

/** Puts an EXIF block into a JPEG, as its first segment. */
export function withExifBlock(jpeg: Buffer, block: Buffer): Buffer {
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, block, jpeg.subarray(2)]);
}
