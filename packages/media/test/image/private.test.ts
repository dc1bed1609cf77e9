import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { bigEndian as be, exifBlock } from './exif-block.ts';
import { gridHeic } from './heic.ts';
import { deriveFrom, quarters } from './pictures.ts';

/** Each of these stands in the originals below, and may stand in no rendition. */
const SECRETS = [
  'SERIAL-0451',
  'Maria Dona',
  'Fabricante',
  '2024:05:06',
  'Praia do Segredo',
  'segredo-palavra',
];

const exif = {
  IFD0: { Make: 'Fabricante', Artist: 'Maria Dona', ImageDescription: 'Praia do Segredo' },
  IFD2: {
    DateTimeOriginal: '2024:05:06 07:08:09',
    BodySerialNumber: 'SERIAL-0451',
    CameraOwnerName: 'Maria Dona',
  },
  IFD3: {
    GPSLatitudeRef: 'S',
    GPSLatitude: '23/1 33/1 1234/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '46/1 38/1 4321/100',
  },
};

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"><rdf:Description rdf:about="" xmp:Rating="4">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Praia do Segredo</rdf:li></rdf:Alt></dc:title>
  <dc:subject><rdf:Bag><rdf:li>segredo-palavra</rdf:li><rdf:li>mar</rdf:li></rdf:Bag></dc:subject>
  </rdf:Description></rdf:RDF></x:xmpmeta>`;

/** The first bytes of EXIF, XMP and similar blocks in the formats. */
const CONTAINERS =
  /Exif\0\0|EXIF|http:\/\/ns\.adobe\.com|x:xmpmeta|XMP |Photoshop|8BIM|http:\/\/www\.w3\.org/;

const noise = () => quarters(900, 700).withExif(exif).withXmp(xmp);

const originals: Readonly<Record<string, () => Promise<Buffer>>> = {
  jpeg: () => noise().jpeg().toBuffer(),
  png: () => noise().png().toBuffer(),
  webp: () => noise().webp().toBuffer(),
  avif: () => noise().avif({ effort: 0 }).toBuffer(),
  tiff: () => noise().tiff().toBuffer(),
  heic: () =>
    gridHeic({
      exif: exifBlock({
        first: [be.ascii(0x010f, 'Fabricante'), be.ascii(0x013b, 'Maria Dona')],
        exif: [be.ascii(0x9003, '2024:05:06 07:08:09'), be.ascii(0xa431, 'SERIAL-0451')],
      }),
    }),
  svg: async () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Praia do Segredo</title>' +
        '<metadata>Maria Dona SERIAL-0451</metadata><rect width="9" height="9"/></svg>',
    ),
};

describe('renditions contain nothing private', () => {
  test.each(Object.keys(originals))('of a %s: all bytes, and the names', async (format) => {
    const original = await originals[format]!();
    const isThere = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);
    expect(SECRETS.some((secret) => isThere(original, secret))).toBe(true);
    const { renditions } = await deriveFrom(original);
    expect(renditions.length).toBeGreaterThanOrEqual(3);
    for (const { name, body } of renditions) {
      expect(name).toMatch(/^\d+(?:-square)?\.v4\.(?:jpg|webp|avif)$/);
      for (const secret of SECRETS) expect([name, isThere(body, secret)]).toEqual([name, false]);
      expect(Buffer.from(body).toString('latin1')).not.toMatch(CONTAINERS);
      const { exif, xmp, iptc, icc } = await sharp(body).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
    }
  });
});

describe('captions are read', () => {
  test.each(['jpeg', 'png', 'webp', 'tiff'])('from the XMP of a %s', async (format) => {
    expect((await deriveFrom(await originals[format]!())).metadata).toMatchObject({
      title: 'Praia do Segredo',
      keywords: ['segredo-palavra', 'mar'],
      rating: 4,
    });
  });
});
