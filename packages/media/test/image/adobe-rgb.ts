import { writeFile } from 'node:fs/promises';

/** Adobe RGB (1998), 4.3.1: the primaries, adapted to D50 as ICC profiles have them; gamma 2.19921875. */
const COLORANTS = {
  rXYZ: [0.60974, 0.31111, 0.01947],
  gXYZ: [0.20528, 0.62567, 0.06087],
  bXYZ: [0.14919, 0.06322, 0.74457],
  wtpt: [0.9642, 1, 0.82491],
} as const;
const GAMMA_U8F8 = 0x0233;

const s15Fixed16 = (value: number) => Math.round(value * 65_536);

function xyz(values: readonly number[]): Buffer {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ');
  values.forEach((value, index) => {
    tag.writeInt32BE(s15Fixed16(value), 8 + 4 * index);
  });
  return tag;
}

function curve(): Buffer {
  const tag = Buffer.alloc(16);
  tag.write('curv');
  tag.writeUInt32BE(1, 8);
  tag.writeUInt16BE(GAMMA_U8F8, 12);
  return tag;
}

function description(text: string): Buffer {
  const tag = Buffer.alloc(12 + text.length + 1 + 78);
  tag.write('desc');
  tag.writeUInt32BE(text.length + 1, 8);
  tag.write(text, 12);
  return Buffer.concat([tag, Buffer.alloc((4 - (tag.length % 4)) % 4)]);
}

/** Writes an ICC profile of version 2 with three colorants and one gamma (ICC.1:2001, 6.3.3.2). */
export async function writeAdobeRgb(path: string): Promise<string> {
  const tags: [string, Buffer][] = [
    ['desc', description('Adobe RGB (1998)')],
    ['cprt', Buffer.concat([Buffer.from('text\0\0\0\0none\0\0\0\0')])],
    ...Object.entries(COLORANTS).map(([name, values]): [string, Buffer] => [name, xyz(values)]),
    ...['rTRC', 'gTRC', 'bTRC'].map((name): [string, Buffer] => [name, curve()]),
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length);
  let offset = 128 + table.length;
  tags.forEach(([name, body], index) => {
    table.write(name, 4 + 12 * index);
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(body.length, 12 + 12 * index);
    offset += body.length;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(offset);
  header.writeUInt32BE(0x0240_0000, 8);
  header.write('mntrRGB XYZ ', 12);
  header.write('acsp', 36);
  [0.9642, 1, 0.82491].forEach((value, index) => {
    header.writeInt32BE(s15Fixed16(value), 68 + 4 * index);
  });
  await writeFile(path, Buffer.concat([header, table, ...tags.map(([, body]) => body)]));
  return path;
}
