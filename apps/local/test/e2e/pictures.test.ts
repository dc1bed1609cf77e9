import { distance, quarters } from '@galeria/media/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCloud } from './cloud-access.ts';
import { Galeria } from './galeria.ts';
import * as media from './media.ts';

let galeria: Galeria;
let folder: string;

beforeAll(async () => {
  [galeria, folder] = await Promise.all([Galeria.start(), media.mediaFolder()]);
});
afterAll(() => galeria.remove());

const rendition = async (url: string) => {
  const response = await fetch(galeria.address + url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

test('renditions of a phone photo are upright and without private metadata', async () => {
  const original = await media.phonePhoto();
  const path = await media.save(folder, 'Férias 写真 🏖.jpg', original);
  const [uploaded] = await galeria.upload(path);
  expect(uploaded).toMatchObject({
    kind: 'image',
    size: original.length,
    filename: 'Férias 写真 🏖.jpg',
    duplicate: false,
    links: { self: `/media/${uploaded!.id}` },
  });
  const item = await galeria.settled(uploaded!.id);
  expect(item).toMatchObject({
    status: 'ready',
    original: { mimeType: 'image/jpeg', size: original.length, filename: 'Férias 写真 🏖.jpg' },
    metadata: {
      width: 1200,
      height: 1600,
      orientation: 6,
      camera: { make: 'Fabricante', model: 'Telefone 7' },
      taken: { local: '2024-05-06T07:08:09.123', offset: '+02:00', offsetSource: 'exif' },
      gps: { latitude: expect.closeTo(-23.55, 5), longitude: expect.closeTo(-46.6333, 3) },
    },
  });
  expect(item.renditions.map(({ name, width, height }) => [name, width, height])).toEqual([
    ['2560.v4.jpg', 1200, 1600],
    ['2560.v4.webp', 1200, 1600],
    ['1280.v4.webp', 960, 1280],
    ['1280.v4.avif', 960, 1280],
    ['640.v4.webp', 480, 640],
    ['640.v4.avif', 480, 640],
    ['320.v4.webp', 240, 320],
    ['256-square.v4.webp', 256, 256],
  ]);
  expect(item.sources.map(({ type, srcset }) => [type, srcset.match(/(?<= )\d+w/g)])).toEqual([
    ['image/avif', ['480w', '960w']],
    ['image/webp', ['240w', '480w', '960w', '1200w']],
    ['image/jpeg', ['1200w']],
  ]);
  const upright = await quarters(1600, 1200).rotate(90).png().toBuffer();
  for (const { url, name, size } of item.renditions) {
    const body = await rendition(url);
    expect(body.length).toBe(size);
    const isWhole = !name.includes('square');
    if (isWhole) expect(await distance(body, upright)).toBeLessThan(4);
    for (const secret of ['Fabricante', 'SERIAL-0451', '2024:05:06', 'Exif']) {
      expect(body.includes(secret)).toBe(false);
    }
  }
});

test("an upload's id is in the log lines of the cell and the function", async () => {
  const [uploaded] = await galeria.upload(await media.save(folder, 'a.jpg', await media.noise(77)));
  const item = await galeria.settled(uploaded!.id);
  const upload = item.uploads[0]!.upload;
  const speakers = async () => {
    const lines = (await galeria.log()).filter((line) => line.upload === upload);
    return new Set(lines.map(({ source }) => source));
  };
  await galeria.until(async () => (await speakers()).size === 2);
  expect(await speakers()).toEqual(new Set(['cell a', 'image-processor']));
});

describe('accepts', () => {
  test.each([
    ['a PNG with alpha', media.withAlpha, { hasAlpha: true, width: 700, height: 500 }],
    ['a progressive JPEG', media.progressive, { width: 900, height: 600 }],
    ['24 megapixels', media.twentyFourMegapixels, { width: 6000, height: 4000 }],
  ])('%s', async (name, make, metadata) => {
    const [uploaded] = await galeria.upload(await media.save(folder, name, await make()));
    const item = await galeria.settled(uploaded!.id);
    expect(item).toMatchObject({ status: 'ready', metadata });
    expect(item.renditions.length).toBeGreaterThan(2);
  });
});

test('a corrupt picture fails with a code, and its message is deleted', async () => {
  const [uploaded] = await galeria.upload(
    await media.save(folder, 'half.jpg', await media.corrupt()),
  );
  const item = await galeria.settled(uploaded!.id);
  expect(item).toMatchObject({ status: 'failed', failure: { code: 'corrupt' }, renditions: [] });
  expect(item.attempts).toHaveLength(1);
  const cloud = await openCloud(galeria);
  await galeria.until(async () => (await cloud.messages()) === 0);
  cloud.close();
});

test('a rendition has an immutable cache policy, an ETag and ranges', async () => {
  const [uploaded] = await galeria.upload(await media.save(folder, 'r.jpg', await media.noise(5)));
  const { renditions } = await galeria.settled(uploaded!.id);
  const url = galeria.address + renditions[0]!.url;
  const whole = await fetch(url);
  expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const bytes = Buffer.from(await whole.arrayBuffer());
  const etag = whole.headers.get('etag')!;
  const part = await fetch(url, { headers: { range: 'bytes=-5' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(-5));
  const again = await fetch(url, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect((await fetch(`${galeria.address}/r/${uploaded!.id}/other`)).status).toBe(404);
});

test('the original is returned byte for byte with its file name', async () => {
  const bytes = await media.noise(6);
  const [uploaded] = await galeria.upload(await media.save(folder, 'ação.jpg', bytes));
  await galeria.settled(uploaded!.id);
  const url = `${galeria.address}/media/${uploaded!.id}/original`;
  const response = await fetch(url);
  expect(response.headers.get('content-disposition')).toContain(
    "filename*=UTF-8''a%C3%A7%C3%A3o.jpg",
  );
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);

  const etag = response.headers.get('etag')!;
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const head = await fetch(url, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe(String(bytes.length));
});
