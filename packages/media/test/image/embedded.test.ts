import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { limits } from '../../src/image/limits.ts';
import { inJpeg } from '../../src/image/metadata/embedded/jpeg.ts';
import { inPng } from '../../src/image/metadata/embedded/png.ts';
import { partsOf } from '../../src/image/read/file-parts.ts';
import { bigEndian as be, exifBlock } from './exif-block.ts';
import { chunk, segment, withChunks, withSegments } from './parts.ts';
import { deriveFrom, quarters } from './pictures.ts';

const jpeg = await quarters(64, 48).jpeg().toBuffer();
const png = await quarters(64, 48).png().toBuffer();
const metadataOf = async (bytes: Uint8Array) => (await deriveFrom(bytes)).metadata;

const packet = (inner: string) =>
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/">
    ${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`);

const make = { first: [be.ascii(0x010f, 'Fabricante')] };
const bare = exifBlock(make).subarray(6);

describe('a JPEG', () => {
  test.each([
    ['Exif\0\xff', ''],
    ['EXIF\0\0', ''],
    ['\0\0Exif\0\0', ''],
  ])('may have the EXIF header %j', async (header) => {
    const file = withSegments(jpeg, segment(0xe1, header, bare));
    expect(await metadataOf(file)).toMatchObject({ camera: { make: 'Fabricante' } });
  });

  test('may have two EXIF blocks, of which the first one takes precedence', async () => {
    const other = { first: [be.ascii(0x010f, 'Outro'), be.ascii(0x013b, 'Ana')] };
    const file = withSegments(
      jpeg,
      segment(0xe1, '', exifBlock(make)),
      segment(0xe1, '', exifBlock(other)),
    );
    expect(await metadataOf(file)).toMatchObject({
      camera: { make: 'Fabricante' },
      artist: 'Ana',
    });
  });

  test('may have an extended packet in any order', async () => {
    const extended = packet(`<dc:title>${'Mar '.repeat(30)}</dc:title>`);
    const part = (from: number, to: number) => {
      const head = Buffer.alloc(40, 'A');
      head.writeUInt32BE(extended.length, 32);
      head.writeUInt32BE(from, 36);
      const body = Buffer.concat([head, extended.subarray(from, to)]);
      return segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', body);
    };
    const whole = withSegments(jpeg, part(200, extended.length), part(0, 200));
    expect(await metadataOf(whole)).toMatchObject({ title: 'Mar '.repeat(30).trim() });
    expect(await metadataOf(withSegments(jpeg, part(0, 200)))).not.toHaveProperty('title');
  });

  test('with many fill bytes is read up to a limit', () => {
    let reads = 0;
    const fill = Buffer.alloc(20_000, 0xff);
    const read = (at: number, length: number) => {
      reads += 1;
      return fill.subarray(at, at + length);
    };
    expect(inJpeg({ size: fill.length, read })).toMatchObject({ exif: [], xmp: [] });
    expect(reads).toBe(limits.jpeg.maxSegments);
  });

  test('with incomplete extended packets takes no memory for them', () => {
    const part = (id: number) => {
      const head = Buffer.alloc(41, String(id).padStart(32, '0'));
      head.writeUInt32BE(limits.maxPacketBytes, 32);
      head.writeUInt32BE(0, 36);
      return segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', head);
    };
    const parts = Array.from({ length: 1000 }, (_, id) => part(id));
    const before = process.memoryUsage().arrayBuffers;
    expect(inJpeg(partsOf(withSegments(jpeg, ...parts))).xmp).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * limits.maxPacketBytes);
  });

  test('has the camera, exposure and position that only XMP states', async () => {
    const inner = `<exif:GPSLatitude>36,48.2423S</exif:GPSLatitude>
      <exif:GPSLongitude>174,43,35E</exif:GPSLongitude><exif:GPSAltitude>1204/10</exif:GPSAltitude>
      <aux:Lens>EF 50mm</aux:Lens><tiff:Make>Outro</tiff:Make><tiff:Model>X1</tiff:Model>
      <exif:FNumber>28/10</exif:FNumber><exif:ISOSpeedRatings><rdf:Seq><rdf:li>400</rdf:li></rdf:Seq>
      </exif:ISOSpeedRatings>`;
    const xmp = segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', packet(inner));
    const file = withSegments(jpeg, segment(0xe1, '', exifBlock(make)), xmp);
    expect(await metadataOf(file)).toMatchObject({
      gps: { latitude: -36.8040383, longitude: 174.7263889, altitudeMetres: 120.4 },
      camera: { make: 'Fabricante', model: 'X1', lens: 'EF 50mm' },
      exposure: { fNumber: 2.8, iso: 400 },
    });
  });
});

describe('a PNG', () => {
  const afterPixels = (...chunks: Buffer[]) => withChunks(png, 'IEND', ...chunks);

  test('may have EXIF and XMP behind its pixels', async () => {
    const xmp = Buffer.concat([
      Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'),
      packet('<dc:title>Mar</dc:title>'),
    ]);
    expect(await metadataOf(afterPixels(chunk('eXIf', bare), chunk('iTXt', xmp)))).toMatchObject({
      camera: { make: 'Fabricante' },
      title: 'Mar',
    });
  });

  test("may have other programs' blocks in hexadecimal", async () => {
    const raw = (name: string, bytes: Buffer) => {
      const text = `\n${name}\n${String(bytes.length).padStart(8)}\n${bytes.toString('hex')}\n`;
      const head = Buffer.from(`Raw profile type ${name}\0\0`);
      return chunk('zTXt', Buffer.concat([head, deflateSync(text)]));
    };
    const iptc = Buffer.from('8BIM\x04\x04\0\0\0\0\0\x09\x1c\x02\x69\0\x04News\0', 'latin1');
    const file = afterPixels(
      raw('exif', exifBlock(make)),
      raw('xmp', packet('<dc:title>Mar</dc:title>')),
      raw('iptc', iptc),
    );
    expect(await metadataOf(file)).toMatchObject({
      camera: { make: 'Fabricante' },
      title: 'Mar',
      headline: 'News',
    });
  });

  test('may have texts, also compressed ones', async () => {
    const title = Buffer.concat([Buffer.from('Title\0\0'), deflateSync('Mar')]);
    const description = Buffer.from('description\0\0\0pt\0Descrição\0Uma praia');
    const file = afterPixels(
      chunk('zTXt', title),
      chunk('iTXt', description),
      chunk('tEXt', Buffer.from('Author\0Ana')),
      chunk('tEXt', Buffer.from('Comment\0Created with a program')),
    );
    expect(await metadataOf(file)).toMatchObject({
      title: 'Mar',
      description: 'Uma praia',
      artist: 'Ana',
    });
  });

  test('with texts that inflate beyond the limit has none', async () => {
    const huge = deflateSync(Buffer.alloc(2 ** 22, 'a'));
    const file = afterPixels(chunk('zTXt', Buffer.concat([Buffer.from('Title\0\0'), huge])));
    expect(await metadataOf(file)).not.toHaveProperty('title');
  });

  test('with many compressed texts has those up to the limit', () => {
    const text = (index: number) =>
      chunk('zTXt', Buffer.concat([Buffer.from(`Text ${index}\0\0`), deflateSync('Mar')]));
    const chunks = Array.from({ length: limits.png.maxCompressedTexts + 10 }, (_, at) => text(at));
    expect(inPng(partsOf(afterPixels(...chunks))).texts?.size).toBe(limits.png.maxCompressedTexts);
  });
});

test('a GIF has the captions of its XMP', async () => {
  const gif = await quarters(64, 48).gif().toBuffer();
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0]);
  const extension = Buffer.concat([
    Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
    packet('<dc:title>Mar</dc:title>'),
    trailer,
  ]);
  const file = Buffer.concat([gif.subarray(0, -1), extension, gif.subarray(-1)]);
  expect(await metadataOf(file)).toMatchObject({ title: 'Mar' });
});
