import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { gridHeic } from './heic.ts';
import { chunk, withChunks } from './parts.ts';
import { bodyOf, deriveFrom, quarters, wholes } from './pictures.ts';

describe('a high dynamic range is detected', () => {
  test.each([
    ['pq', 16],
    ['hlg', 18],
  ])('of a HEIC in %s, with a note', async (hdr, transfer) => {
    const derivation = await deriveFrom(await gridHeic({ cicp: [9, transfer] }));
    expect(derivation).toMatchObject({ metadata: { hdr }, note: { code: 'hdr-flattened' } });
    expect(wholes(derivation)).toHaveLength(2);
  });

  test('of a PNG in PQ', async () => {
    const png = await quarters(60, 40).png().toBuffer();
    const file = withChunks(png, 'IDAT', chunk('cICP', Buffer.from([9, 16, 0, 1])));
    const derivation = await deriveFrom(file);
    expect(derivation).toMatchObject({ metadata: { hdr: 'pq' }, note: { code: 'hdr-flattened' } });
  });

  test('of a HEIC with a gain map, whose renditions are what it was made to brighten', async () => {
    const auxiliary = 'urn:com:apple:photo:2020:aux:hdrgainmap';
    const derivation = await deriveFrom(await gridHeic({ auxiliary }));
    expect(derivation.metadata).toMatchObject({ hdr: 'gain-map' });
    expect(derivation).not.toHaveProperty('note');
  });

  test('of a JPEG with a gain map', async () => {
    const packet =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"/></rdf:RDF></x:xmpmeta>';
    const jpeg = await quarters(60, 40).withXmp(packet).jpeg().toBuffer();
    expect((await deriveFrom(jpeg)).metadata).toMatchObject({ hdr: 'gain-map' });
  });

  test('and not in other pictures', async () => {
    const files = [quarters(60, 40).jpeg(), quarters(60, 40).avif({ effort: 0 })];
    for (const file of files) {
      const derivation = await deriveFrom(await file.toBuffer());
      expect(derivation.metadata).not.toHaveProperty('hdr');
      expect(derivation).not.toHaveProperty('note');
    }
  });
});

/** Of the upper left quarter. */
async function redOf(picture: Uint8Array): Promise<number> {
  const { data } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  return data[0]!;
}

// By the matrices and curves of ITU-R BT.2020 and IEC 61966-2-1, clipped: red, green, blue, yellow.
const byBt2020 = [255, 0, 56, 0, 178, 61, 0, 96, 207, 241, 212, 20];
const bySrgb = [255, 0, 37, 0, 168, 40, 0, 81, 201, 239, 207, 0];

test.each([
  ['with its own curve', 14, byBt2020],
  ['with the curve of BT.709, which is the same', 1, byBt2020],
  ['with the curve of sRGB', 13, bySrgb],
])('a HEIC that names BT.2020 %s becomes sRGB', async (_name, transfer, expected) => {
  const derivation = await deriveFrom(await gridHeic({ cicp: [9, transfer] }));
  expect(derivation).not.toHaveProperty('note');
  const { data, info } = await sharp(bodyOf(derivation, '2560.v4.webp'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const samples = [10, 90].flatMap((y) =>
    [10, 100].flatMap((x) => [...data.subarray(3 * (y * info.width + x)).subarray(0, 3)]),
  );
  for (const [index, sample] of expected.entries()) {
    expect(Math.abs(samples[index]! - sample)).toBeLessThan(8);
  }
});

describe('an AVIF', () => {
  test('whose primaries are Display P3 by name alone becomes sRGB', async () => {
    const picture = quarters(64, 48).withIccProfile('p3').avif({ effort: 0, quality: 90 });
    const file = await picture.toBuffer();
    // The profile is made into the code points that stand for it.
    const profile = file.indexOf('colr') + 4;
    expect(profile).toBeGreaterThan(4);
    file.write('nclx', profile, 'latin1');
    file.writeUInt16BE(12, profile + 4);
    file.writeUInt16BE(13, profile + 6);
    file.writeUInt16BE(6, profile + 8);
    file[profile + 10] = 0x80;
    const red = await redOf(bodyOf(await deriveFrom(file), '2560.v4.webp'));
    expect(Math.abs(red - 208)).toBeLessThan(8);
    // Taken for sRGB, it would be what P3 calls that red.
    expect(await redOf(file)).toBeLessThan(198);
  });

  test('that is a sequence shows its first picture with a note', async () => {
    const file = await quarters(64, 48).avif({ effort: 0 }).toBuffer();
    const ftyp = file.subarray(0, file.readUInt32BE(0));
    const brand = ftyp.lastIndexOf('miaf');
    expect(brand).toBeGreaterThan(8);
    file.write('avis', brand, 'latin1');
    expect(await deriveFrom(file)).toMatchObject({ note: { code: 'animation-still' } });
  });
});
