// Files of formats that are kept unread, as far as their metadata; big-endian, where not said otherwise.
import { brotliCompressSync } from 'node:zlib';
import { u32 } from '../../src/image/colour/big-endian.ts';
import { box } from './box.ts';
import { bigEndian as be, exifBlock, type TestDirectories, withExifBlock } from './exif-block.ts';
import { quarters } from './pictures.ts';

const rest = Buffer.alloc(100);

const camera = [
  be.ascii(0x010f, 'Fabricante'),
  be.ascii(0x0110, 'Telefone 7'),
  be.short(0x0112, 6),
];
const exposure = [be.ascii(0x9003, '2024:05:06 07:08:09'), be.rational(0x829a, [1, 125])];
const place = [
  be.ascii(1, 'S'),
  be.rational(2, [23, 1], [30, 1], [0, 1]),
  be.ascii(3, 'W'),
  be.rational(4, [46, 1], [30, 1], [0, 1]),
];
/** An EXIF block without its `Exif\0\0`: a TIFF of directories alone. */
const tiff = (directories: TestDirectories) => exifBlock(directories).subarray(6);
const whole = tiff({ first: camera, exif: exposure, gps: place });

const jpegWithExif = async () =>
  withExifBlock(
    await quarters(8, 8).jpeg().toBuffer(),
    Buffer.concat([Buffer.from('Exif\0\0'), whole]),
  );

/** As Fujifilm's cameras begin: 84 bytes of names, then where the JPEG beside the raw picture is. */
export async function raf(): Promise<Buffer> {
  const jpeg = await jpegWithExif();
  const names = Buffer.alloc(84);
  names.write('FUJIFILMCCD-RAW 0201', 'latin1');
  return Buffer.concat([names, u32(148, jpeg.length), Buffer.alloc(56), jpeg]);
}

/** As Panasonic's begin, little-endian: a directory of one entry, the JPEG beside the raw picture. */
export async function rw2(): Promise<Buffer> {
  const jpeg = await jpegWithExif();
  const head = Buffer.alloc(42);
  head.set(Buffer.from('494955001800000088e774d8', 'hex'));
  head.writeUInt16LE(1, 24);
  head.writeUInt16LE(0x002e, 26);
  head.writeUInt16LE(7, 28);
  head.writeUInt32LE(jpeg.length, 30);
  head.writeUInt32LE(head.length, 34);
  return Buffer.concat([head, jpeg]);
}

/** A CR3 as far as Canon's own box, with a directory in each of its boxes. */
export function cr3(): Buffer {
  const uuid = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
  const boxes = [
    box('CMT1', tiff({ first: camera })),
    box('CMT2', tiff({ first: exposure })),
    box('CMT4', tiff({ first: place })),
  ];
  const ftyp = box('ftyp', Buffer.from('crx '), u32(1), Buffer.from('crx isom'));
  return Buffer.concat([ftyp, box('moov', box('uuid', uuid, ...boxes))]);
}

/** Texts of people: in IPTC, and in XMP, which comes first. */
const iptc = Buffer.concat(
  [
    [5, 'An older title'],
    [120, 'Uma praia'],
  ].map(([dataset, text]) => {
    const value = Buffer.from(String(text));
    return Buffer.concat([Buffer.from([0x1c, 2, Number(dataset), 0, value.length]), value]);
  }),
);
const xmp = Buffer.from(
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Mar e
  sol</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`.replaceAll(
    /\s+/g,
    ' ',
  ),
);

/** A PSD of 5,000 × 300 as far as its resources: one with a name of odd length, then what it says. */
export function psd(): Buffer {
  const resource = (id: number, name: string, data: Buffer) => {
    const head = Buffer.from(`8BIM..${String.fromCharCode(name.length)}${name}`, 'latin1');
    head.writeUInt16BE(id, 4);
    const padded = (part: Buffer) =>
      part.length % 2 ? Buffer.concat([part, rest.subarray(0, 1)]) : part;
    return Buffer.concat([padded(head), u32(data.length), padded(data)]);
  };
  const resources = Buffer.concat([
    resource(1005, 'ab', Buffer.from('odd')),
    resource(1028, '', iptc),
    resource(1058, '', whole),
    resource(1060, '', xmp),
  ]);
  const header = Buffer.alloc(26);
  header.write('8BPS\0\x01', 'latin1');
  header.writeUInt16BE(3, 12);
  header.writeUInt32BE(300, 14);
  header.writeUInt32BE(5000, 18);
  header.writeUInt16BE(8, 22);
  header.writeUInt16BE(3, 24);
  return Buffer.concat([header, u32(0, resources.length), resources, rest]);
}

/** How libjxl's own encoder (cjxl 0.7) begins the codestream of pictures of some sizes. */
export const jxlCodestreams = {
  '64 × 48': 'ff0acb404271210012080100',
  '640 × 480': 'ff0af83e90505c0800120801',
  '600 × 10000': 'ff0a7c38015d0990505c0800',
  '300 × 200': 'ff0a31412400',
  // 300 × 200, to be turned by a quarter
  '200 × 300': 'ff0a312d10922f050907c8e4',
} as const;

/** JPEG XL in its container, with EXIF and XMP as they are or packed by Brotli. */
export function jxl(isPacked: boolean): Buffer {
  const signature = box('JXL ', Buffer.from('0d0a870a', 'hex'));
  const ftyp = box('ftyp', Buffer.from('jxl '), u32(0), Buffer.from('jxl '));
  const codestream = Buffer.from(jxlCodestreams['640 × 480'], 'hex');
  const boxes = Object.entries({ Exif: Buffer.concat([u32(0), whole]), 'xml ': xmp });
  return Buffer.concat([
    signature,
    ftyp,
    isPacked ? box('jxlp', u32(0), codestream) : box('jxlc', codestream, rest),
    ...boxes.map(([type, body]) =>
      isPacked ? box('brob', Buffer.from(type), brotliCompressSync(body)) : box(type, body),
    ),
    ...(isPacked ? [box('jxlp', u32(0x80000001), rest)] : []),
  ]);
}

/** A DNG as far as its directories: the version (50706) is what makes it one. */
export const dng = () =>
  tiff({
    first: [...camera, be.bytes(50706, 1, Buffer.from([1, 4, 0, 0]))],
    exif: exposure,
    gps: place,
  });

/** As far as its directories, of which the first is of a thumbnail. */
export const rawTiff = (make: string) =>
  tiff({
    first: [be.long(0x00fe, 1), be.ascii(0x010f, make), ...camera.slice(1), be.long(0x014a, 8)],
    exif: exposure,
    gps: place,
  });

/** A picture whose smaller copies lie in SubIFDs. */
export const pyramid = () => tiff({ first: [be.long(0x00fe, 0), ...camera, be.long(0x014a, 8)] });
