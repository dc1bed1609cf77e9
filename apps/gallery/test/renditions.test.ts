import type { Rendition } from '@galeria/api/client';
import { expect, test } from '@jest/globals';
import {
  aspectRatioOf,
  audioOf,
  displaySizeOf,
  fallbackImageOf,
  squareThumbnailOf,
  waveformOf,
} from '../src/renditions.ts';

const rendition = (name: string, mimeType: string, width: number): Rendition => ({
  name,
  url: `/r/1/${name}`,
  mimeType,
  width,
  height: width,
  size: 1,
});

const renditions = [
  rendition('2560.v4.jpg', 'image/jpeg', 2560),
  rendition('2560.v4.webp', 'image/webp', 2560),
  rendition('1280.v4.webp', 'image/webp', 1280),
  rendition('1280.v4.avif', 'image/avif', 1280),
  rendition('640.v4.avif', 'image/avif', 640),
  rendition('256-square.v4.webp', 'image/webp', 256),
];

test('the square thumbnail is found by its name', () => {
  expect(squareThumbnailOf(renditions)?.name).toBe('256-square.v4.webp');
});

test('the fallback image is the largest JPEG', () => {
  expect(fallbackImageOf(renditions)?.name).toBe('2560.v4.jpg');
  expect(fallbackImageOf(renditions.slice(2))?.name).toBe('1280.v4.webp');
  expect(fallbackImageOf([])).toBeUndefined();
});

test('the aspect ratio of a tile is limited', () => {
  expect(aspectRatioOf({ width: 300, height: 200 })).toBe(1.5);
  expect(aspectRatioOf({ width: 100, height: 9000 })).toBe(0.6);
  expect(aspectRatioOf({ width: 9000, height: 100 })).toBe(2.4);
  expect(aspectRatioOf({})).toBe(1);
});

test('the waveform is the picture of an audio item without a cover', () => {
  const song = { name: 'song.v1.m4a', url: '/s', mimeType: 'audio/mp4', size: 1 };
  const outline = { name: 'waveform.v1.webp', url: '/w', mimeType: 'image/webp', size: 1 };
  const points = { name: 'waveform.v1.json', url: '/j', mimeType: 'application/json', size: 1 };
  const all = [song, points, outline];
  expect(audioOf(all)).toBe(song);
  expect(waveformOf(all)).toBe(outline);
  expect(fallbackImageOf(all)).toBeUndefined();
  const alone = { ...outline, width: 1600, height: 320 };
  expect(fallbackImageOf([song, points, alone])).toBe(alone);
  expect(audioOf(renditions)).toBeUndefined();
});

test('a document has the aspect ratio of its first page', () => {
  const page = {
    name: '2560.v4.jpg',
    url: '',
    mimeType: 'image/jpeg',
    width: 1810,
    height: 2560,
    size: 1,
  };
  expect(aspectRatioOf(displaySizeOf({ metadata: { pages: 2 }, renditions: [page] }))).toBeCloseTo(
    1810 / 2560,
  );
  expect(aspectRatioOf(displaySizeOf({ metadata: {}, renditions: [] }))).toBe(1);
});
