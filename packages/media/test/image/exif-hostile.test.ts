import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { limits } from '../../src/image/limits.ts';
import { describeBlocks } from '../../src/image/metadata/describe-blocks.ts';
import { boundedCopy } from '../../src/image/metadata/exif/bounded-copy.ts';
import { bigEndian as be, exifBlock, withExifBlock } from './exif-block.ts';
import { deriveFrom, quarters } from './pictures.ts';

const camera = [be.ascii(0x010f, 'Maker'), be.ascii(0x0110, 'Model')];
const expected = { camera: { make: 'Maker', model: 'Model' } };

const FIRST_DIRECTORY = 6 + 8;

const readExif = (block: Uint8Array) => describeBlocks({ exif: [block] });

describe('a damaged block loses only the damaged values', () => {
  test.each([
    ['a value beyond the end', be.bytes(0x0131, 2, Buffer.from('software'), 60_000)],
    ['a count of four thousand million', be.bytes(0x0131, 2, Buffer.from('s'), 0xffff_ffff)],
    ['an unknown type', be.bytes(0x0131, 99, Buffer.from('s'))],
    ['no values', be.bytes(0x0131, 2, Buffer.alloc(0))],
  ])('%s', (_name, bad) => {
    expect(readExif(exifBlock({ first: [bad, ...camera] }))).toEqual(expected);
  });

  test('more entries stated than there are', () => {
    const block = exifBlock({ first: camera });
    block.writeUInt16BE(0xffff, FIRST_DIRECTORY);
    expect(readExif(block)).toMatchObject(expected);
  });

  test('a directory beyond the end, or pointing at itself', () => {
    const block = (offset: number) => exifBlock({ first: [...camera, be.long(0x8769, offset)] });
    for (const offset of [0, 8, 0xffff_fff0, 61_000]) {
      expect(readExif(block(offset))).toEqual(expected);
    }
  });

  test("the thumbnail's directory is not the picture's", () => {
    const thumbnail = [be.ascii(0x010f, 'Wrong'), be.ascii(0x0131, 'thumbnailer')];
    expect(readExif(exifBlock({ first: camera, thumbnail }))).toEqual(expected);
  });

  test('no block at all', () => {
    for (const block of ['', 'Exif\0\0', 'Exif\0\0MM', 'II*\0', 'rubbish that is long enough']) {
      expect(readExif(Buffer.from(block, 'latin1'))).toEqual({});
    }
  });

  test('a block truncated or changed anywhere never throws', () => {
    const whole = exifBlock({
      first: camera,
      exif: [be.rational(0x829a, [1, 125]), be.ascii(0x9003, '2024:05:06 07:08:09')],
      gps: [be.ascii(0x01, 'N'), be.rational(0x02, [1, 1], [2, 1], [3, 1])],
    });
    expect(readExif(whole)).toMatchObject(expected);
    for (let end = 0; end < whole.length; end++) readExif(whole.subarray(0, end));
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 1, 12, 0x7f, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = value;
        const read = readExif(changed);
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
      }
    }
  });
});

describe('the copy is bounded', () => {
  test('a block of huge values leaves almost nothing', () => {
    const entries = Array.from({ length: 5000 }, (_, index) =>
      be.bytes(0x8000 + (index % 0x2000), 1, Buffer.alloc(0), 60_000),
    );
    const wanted = Array.from({ length: 500 }, () => be.bytes(0x0131, 1, Buffer.alloc(8), 60_000));
    const block = exifBlock({ first: [...wanted, ...entries] });
    expect(boundedCopy(block)!.length).toBeLessThan(100);
  });

  test('a repeated tag is copied once, and a long value is not copied', () => {
    const software = Array.from({ length: 1000 }, () => be.ascii(0x0131, 'x'.repeat(100)));
    expect(boundedCopy(exifBlock({ first: software }))!.length).toBeLessThan(200);
    const long = be.ascii(0x010e, 'y'.repeat(limits.exif.maxValueBytes));
    expect(readExif(exifBlock({ first: [long, ...camera] }))).toEqual(expected);
  });

  test('serial numbers, owner, maker notes and thumbnails are not copied', () => {
    const block = exifBlock({
      first: camera,
      exif: [
        be.ascii(0xa430, 'OWNER-SECRET'),
        be.ascii(0xa431, 'BODY-SECRET'),
        be.ascii(0xa435, 'LENS-SECRET'),
        be.bytes(0x927c, 7, Buffer.from('MAKER-SECRET')),
      ],
    });
    expect(block.includes('SECRET')).toBe(true);
    expect(boundedCopy(block)!.includes('SECRET')).toBe(false);
  });
});

describe('inside a picture', () => {
  test('a hostile block does not prevent rendering', async () => {
    const circle = exifBlock({
      first: [be.short(0x0112, 99), be.long(0x8769, 8), be.long(0x8825, 8), ...camera],
    });
    const jpeg = withExifBlock(await quarters(40, 30).jpeg().toBuffer(), circle);
    const { metadata } = await deriveFrom(jpeg);
    expect(metadata).toMatchObject({ width: 40, height: 30, ...expected });
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'the metadata of a %s is read and in no rendition',
    async (format) => {
      const original = await quarters(800, 600)
        .withExif({
          IFD0: { Make: 'SecretMake', Artist: 'SecretArtist', Software: 'SecretSoftware' },
          IFD2: {
            DateTimeOriginal: '2024:05:06 07:08:09',
            OffsetTimeOriginal: '+02:00',
            BodySerialNumber: 'SecretSerial',
            CameraOwnerName: 'SecretOwner',
          },
          IFD3: {
            GPSLatitudeRef: 'N',
            GPSLatitude: '52/1 30/1 15/1',
            GPSLongitudeRef: 'E',
            GPSLongitude: '13/1 24/1 0/1',
          },
        })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SecretXmp</x:xmpmeta>')
        .toFormat(format)
        .toBuffer();
      expect(original.includes('SecretSerial')).toBe(true);
      const { metadata, renditions } = await deriveFrom(original);
      expect(metadata).toMatchObject({
        camera: { make: 'SecretMake' },
        artist: 'SecretArtist',
        taken: { local: '2024-05-06T07:08:09', offset: '+02:00' },
        gps: { latitude: 52.5041667, longitude: 13.4 },
      });
      expect(JSON.stringify(metadata)).not.toMatch(/SecretSerial|SecretOwner/);
      expect(renditions).toHaveLength(6);
      for (const { name, body } of renditions) {
        expect(`${name} ${Buffer.from(body).toString('latin1')}`).not.toContain('Secret');
        const { exif, xmp, iptc, icc } = await sharp(body).metadata();
        expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
      }
    },
  );
});
