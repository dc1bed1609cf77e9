import type { Rendition } from '@galeria/api/client';
import { expect, test } from '@jest/globals';
import { fallbackOf, outlineOf, ratioOf, shownSize, songOf, squareOf } from '../src/renditions.ts';

const rendition = (name: string, mimeType: string, width: number): Rendition => ({
  name,
  url: `/r/1/${name}`,
  mimeType,
  width,
  height: width,
  size: 1,
});

const renditions = [
  rendition('2560.v3.jpg', 'image/jpeg', 2560),
  rendition('2560.v3.webp', 'image/webp', 2560),
  rendition('1280.v3.webp', 'image/webp', 1280),
  rendition('1280.v3.avif', 'image/avif', 1280),
  rendition('640.v3.avif', 'image/avif', 640),
  rendition('256-square.v3.webp', 'image/webp', 256),
];

test('the square is told from what is whole', () => {
  expect(squareOf(renditions)?.name).toBe('256-square.v3.webp');
});

test('a browser that knows none of them gets the JPEG', () => {
  expect(fallbackOf(renditions)?.name).toBe('2560.v3.jpg');
  expect(fallbackOf(renditions.slice(2))?.name).toBe('1280.v3.webp');
  expect(fallbackOf([])).toBeUndefined();
});

test('a tile is never too narrow or too flat to be seen', () => {
  expect(ratioOf({ width: 300, height: 200 })).toBe(1.5);
  expect(ratioOf({ width: 100, height: 9000 })).toBe(0.6);
  expect(ratioOf({ width: 9000, height: 100 })).toBe(2.4);
  expect(ratioOf({})).toBe(1);
});

test('a song is told from its outline, which is its picture where there is no cover', () => {
  const song = { name: 'song.v1.m4a', url: '/s', mimeType: 'audio/mp4', size: 1 };
  const outline = { name: 'waveform.v1.webp', url: '/w', mimeType: 'image/webp', size: 1 };
  const points = { name: 'waveform.v1.json', url: '/j', mimeType: 'application/json', size: 1 };
  const all = [song, points, outline];
  expect(songOf(all)).toBe(song);
  expect(outlineOf(all)).toBe(outline);
  expect(fallbackOf(all)).toBeUndefined();
  const alone = { ...outline, width: 1600, height: 320 };
  expect(fallbackOf([song, points, alone])).toBe(alone);
  expect(songOf(renditions)).toBeUndefined();
});

test('a document has the shape of its first page, as it has no size of its own', () => {
  const page = {
    name: '2560.v3.jpg',
    url: '',
    mimeType: 'image/jpeg',
    width: 1810,
    height: 2560,
    size: 1,
  };
  expect(ratioOf(shownSize({ metadata: { pages: 2 }, renditions: [page] }))).toBeCloseTo(
    1810 / 2560,
  );
  expect(ratioOf(shownSize({ metadata: {}, renditions: [] }))).toBe(1);
});
