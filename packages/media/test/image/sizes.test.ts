import { describe, expect, test } from '@jest/globals';
import { pyramid } from '../../src/image/recipe.ts';
import { fitInto, sizeLevels } from '../../src/image/render/sizes.ts';

const levels = (width: number, height: number) =>
  sizeLevels(pyramid, { width, height }).map(
    ({ box, size }) => `${box}: ${size.width}x${size.height}`,
  );

describe('the sizes of the pyramid', () => {
  test('every level fits its box by the longer side', () => {
    expect(levels(6000, 4000)).toEqual([
      '2560: 2560x1707',
      '1280: 1280x853',
      '640: 640x427',
      '320: 320x213',
    ]);
    expect(levels(3024, 4032)).toEqual([
      '2560: 1920x2560',
      '1280: 960x1280',
      '640: 480x640',
      '320: 240x320',
    ]);
  });

  test('the largest level always exists and is never larger than the original', () => {
    expect(levels(1000, 800)).toEqual(['2560: 1000x800', '640: 640x512', '320: 320x256']);
    expect(levels(1280, 720)).toEqual(['2560: 1280x720', '640: 640x360', '320: 320x180']);
    expect(levels(1, 1)).toEqual(['2560: 1x1']);
  });

  test('a long screenshot keeps a legible width and fits into WebP', () => {
    expect(levels(790, 36_861)).toEqual([
      '2560: 216x10096',
      '1280: 108x5048',
      '640: 54x2524',
      '320: 27x1262',
    ]);
    expect(levels(65_500, 100)).toEqual([
      '2560: 15360x23',
      '1280: 7680x12',
      '640: 3840x6',
      '320: 1920x3',
    ]);
    expect(fitInto(2560, { width: 9000, height: 3000 })).toEqual({ width: 2560, height: 853 });
  });

  test('a side has at least one pixel', () => {
    expect(fitInto(320, { width: 50_000, height: 3 })).toEqual({ width: 1920, height: 1 });
  });
});
