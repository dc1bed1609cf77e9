import { expect, test } from '@jest/globals';
import { type Pixels, toPixels } from '../../src/image/read/sharp.ts';
import { encodeStill } from '../../src/image/render/pyramid.ts';
import { picturesOf } from '../../src/image/render/render.ts';
import { quarters } from './pictures.ts';

test('the pixels of a level are freed when the next one is made', async () => {
  const held = new Set<Pixels>();
  const heldWhileEncoding: number[] = [];
  const base = await toPixels(quarters(3000, 2000));
  const { renditions } = await picturesOf(base, {
    toBytes: (level, encoding) => {
      held.add(level.pixels);
      heldWhileEncoding.push([...held].filter(({ data }) => data.length > 0).length);
      return encodeStill(level, encoding);
    },
  });
  expect(renditions.length).toBeGreaterThan(5);
  expect(held.size).toBe(4);
  expect(new Set(heldWhileEncoding)).toEqual(new Set([1]));
  expect([base, ...held].every(({ data }) => data.length === 0)).toBe(true);
});
