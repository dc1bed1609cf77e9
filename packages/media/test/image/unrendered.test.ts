import { sniff } from '@galeria/media';
import { describe, expect, test } from '@jest/globals';
import { deriveFrom } from './pictures.ts';
import { cr3, dng, jxl, jxlCodestreams, psd, pyramid, raf, rawTiff, rw2 } from './unrendered.ts';

const rest = Buffer.alloc(100);
const latin1 = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), rest]);

/** A Canon raw file as far as its first directory: its maker, and nothing else. */
function cr2(): Buffer {
  const file = Buffer.alloc(100);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(16, 4);
  file.write('CR\x02\0', 8, 'latin1');
  file.writeUInt16LE(1, 16);
  file.writeUInt16LE(0x010f, 18);
  file.writeUInt16LE(2, 20);
  file.writeUInt32LE(4, 22);
  file.write('Cam\0', 26, 'latin1');
  return file;
}

const described = {
  camera: { make: 'Fabricante', model: 'Telefone 7' },
  orientation: 6,
  exposure: { seconds: 0.008 },
  taken: { local: '2024-05-06T07:08:09' },
  gps: { latitude: -23.5, longitude: -46.5 },
};

describe('files of recognised formats without a decoder are kept', () => {
  test.each([
    ['PSD', latin1('8BPS\0\x01'), { mimeType: 'image/vnd.adobe.photoshop', format: 'photoshop' }],
    ['JPEG XL', latin1('\xff\x0a'), { mimeType: 'image/jxl', format: 'jxl' }],
    [
      'Fujifilm raw',
      latin1('FUJIFILMCCD-RAW '),
      { mimeType: 'image/x-fujifilm-raf', format: 'raf' },
    ],
    ['Canon raw', cr2(), { mimeType: 'image/x-canon-cr2', format: 'cr2' }],
  ])('%s', async (_name, file, { mimeType, format }) => {
    expect(await deriveFrom(file)).toMatchObject({
      mimeType,
      metadata: { format },
      renditions: [],
      note: { code: 'preview-unsupported' },
    });
  });

  test('with its EXIF if it is based on TIFF', async () => {
    expect((await deriveFrom(cr2())).metadata).toEqual({ format: 'cr2', camera: { make: 'Cam' } });
  });

  test.each([
    ['Fujifilm raw', raf, 'raf'],
    ['Canon raw of today', async () => cr3(), 'cr3'],
    ['Panasonic raw', rw2, 'rw2'],
    ['raw of another maker, built on TIFF', async () => rawTiff('Fabricante'), 'dcraw'],
    ['DNG', async () => dng(), 'dng'],
    ['PSD', async () => psd(), 'photoshop'],
    ['JPEG XL', async () => jxl(false), 'jxl'],
    ['JPEG XL with packed boxes', async () => jxl(true), 'jxl'],
  ])('with its EXIF: %s', async (_name, make, format) => {
    expect(await deriveFrom(await make())).toMatchObject({
      metadata: { format, ...described },
      renditions: [],
      note: { code: 'preview-unsupported' },
    });
  });

  test.each([
    ['PSD', async () => psd(), { width: 5000, height: 300 }],
    ['JPEG XL', async () => jxl(false), { width: 640, height: 480 }],
    ['JPEG XL in parts, with packed boxes', async () => jxl(true), { width: 640, height: 480 }],
  ])('with its size and captions: %s', async (name, make, size) => {
    const title = 'Mar e sol';
    // IPTC has the values that XMP lacks.
    const words = name === 'PSD' ? { title, description: 'Uma praia' } : { title };
    expect((await deriveFrom(await make())).metadata).toMatchObject({ ...size, ...words });
  });

  test.each(Object.entries(jxlCodestreams))(
    'JPEG XL without a container, %s',
    async (name, beginning) => {
      const [width, height] = name.split(' × ').map(Number);
      const codestream = Buffer.concat([Buffer.from(beginning, 'hex'), rest]);
      expect((await deriveFrom(codestream)).metadata).toEqual({ format: 'jxl', width, height });
    },
  );

  test.each([
    ['PSD', psd()],
    ['JPEG XL', jxl(false)],
    ['JPEG XL with packed boxes', jxl(true)],
    ['a bare JPEG XL', Buffer.from(jxlCodestreams['600 × 10000'], 'hex')],
  ])('truncated anywhere with correct values: %s', async (_name, file) => {
    const whole = (await deriveFrom(file)).metadata;
    expect(whole).toMatchObject({ width: expect.any(Number), height: expect.any(Number) });
    const step = Math.ceil(file.length / 60);
    // The first 12 bytes tell a JPEG XL in a container from other boxes, the first 2 a bare one.
    for (let length = file.length < 20 ? 2 : 12; length < file.length; length += step) {
      const { metadata } = await deriveFrom(file.subarray(0, length));
      expect([undefined, whole.width]).toContain(metadata.width);
      expect([undefined, whole.height]).toContain(metadata.height);
    }
  });

  test('Nikon raw, whose first directory is of a thumbnail', async () => {
    expect(await deriveFrom(rawTiff('NIKON CORPORATION'))).toMatchObject({
      mimeType: 'image/x-nikon-nef',
      metadata: { format: 'nef', camera: { make: 'NIKON CORPORATION' } },
      renditions: [],
    });
  });

  test('but not a TIFF of one picture in several sizes', async () => {
    expect(await sniff(pyramid())).toMatchObject({ mimeType: 'image/tiff' });
  });
});
