// Pictures with dates in EXIF, XMP, IPTC and PNG texts.
import { bigEndian as be, exifBlock, type TestEntry, withExifBlock } from './exif-block.ts';
import { chunk, segment, withChunks, withSegments } from './parts.ts';
import { quarters } from './pictures.ts';

export interface Dates {
  /** `YYYY:MM:DD HH:MM:SS`, and offsets such as `+02:00`. */
  readonly exif?: {
    readonly original?: string;
    readonly digitized?: string;
    readonly changed?: string;
    readonly offset?: string;
    readonly originalOffset?: string;
  };
  /** Degrees, north and east positive. */
  readonly position?: readonly [latitude: number, longitude: number];
  /** UTC: `YYYY:MM:DD`, and hours, minutes, seconds. */
  readonly gps?: readonly [date: string, ...time: [number, number, number]];
  /** Properties such as `xmp:CreateDate`. */
  readonly xmp?: Readonly<Record<string, string>>;
  /** Datasets of record 2. */
  readonly iptc?: Readonly<Record<number, string>>;
}

/** A small JPEG that states these dates. */
export async function datedJpeg(dates: Dates): Promise<Buffer> {
  const jpeg = await quarters(64, 48).jpeg().toBuffer();
  const { exif, position, gps, xmp, iptc } = dates;
  const blocks = exif || position || gps ? withExifBlock(jpeg, exifOf(dates)) : jpeg;
  const segments = [
    ...(xmp ? [segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', xmpOf(xmp))] : []),
    ...(iptc ? [segment(0xed, 'Photoshop 3.0\0', iptcOf(iptc))] : []),
  ];
  return withSegments(blocks, ...segments);
}

/** A small PNG with a text. */
export async function pngWithText(keyword: string, text: string): Promise<Buffer> {
  const png = await quarters(64, 48).png().toBuffer();
  return withChunks(png, 'IDAT', chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')));
}

function exifOf({ exif = {}, position, gps }: Dates): Buffer {
  const ascii = (tag: number, value: string | undefined) =>
    value === undefined ? [] : [be.ascii(tag, value)];
  return exifBlock({
    first: ascii(0x0132, exif.changed),
    exif: [
      ...ascii(0x9003, exif.original),
      ...ascii(0x9004, exif.digitized),
      ...ascii(0x9010, exif.offset),
      ...ascii(0x9011, exif.originalOffset),
    ],
    gps: [...(position ? positionOf(position) : []), ...(gps ? gpsTimeOf(gps) : [])],
  });
}

function positionOf([latitude, longitude]: readonly [number, number]): TestEntry[] {
  const degrees = (value: number): [number, number] => [Math.round(Math.abs(value) * 1e6), 1e6];
  return [
    be.ascii(0x01, latitude < 0 ? 'S' : 'N'),
    be.rational(0x02, degrees(latitude)),
    be.ascii(0x03, longitude < 0 ? 'W' : 'E'),
    be.rational(0x04, degrees(longitude)),
  ];
}

const gpsTimeOf = ([date, ...time]: NonNullable<Dates['gps']>): TestEntry[] => [
  be.rational(0x07, ...time.map((part): [number, number] => [part, 1])),
  be.ascii(0x1d, date),
];

const NAMESPACES = {
  exif: 'http://ns.adobe.com/exif/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
};

function xmpOf(properties: Readonly<Record<string, string>>): Buffer {
  const declared = Object.entries(NAMESPACES).map(([name, uri]) => `xmlns:${name}="${uri}"`);
  const written = Object.entries(properties).map(([name, value]) => `${name}="${value}"`);
  return Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description ${[...declared, ...written].join(' ')}/></rdf:RDF></x:xmpmeta>`);
}

function iptcOf(datasets: Readonly<Record<number, string>>): Buffer {
  const block = Buffer.concat(
    Object.entries(datasets).map(([dataset, value]) => {
      const head = Buffer.from([0x1c, 2, Number(dataset), 0, value.length]);
      return Buffer.concat([head, Buffer.from(value)]);
    }),
  );
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(block.length, 8);
  return Buffer.concat([head, block, Buffer.alloc(block.length % 2)]);
}
