import { expect, test } from '@jest/globals';
import { createRandom } from '../../src/random.ts';
import { slopeOf } from '../../src/soak/slope.ts';

test('points on a line have the slope of the line', () => {
  const points = [100, 200, 300, 400].map((x) => ({ x, y: 7 * x - 3 }));
  expect(slopeOf(points)).toBeCloseTo(7);
});

test('noise has almost no slope, and a leak below the noise has its own', () => {
  const random = createRandom(1);
  const noisy = (leak: number) =>
    Array.from({ length: 30 }, (_, at) => ({
      x: at * 600,
      y: leak * at * 600 + random.next() * 9000,
    }));
  expect(Math.abs(slopeOf(noisy(0)))).toBeLessThan(0.5);
  expect(slopeOf(noisy(7))).toBeGreaterThan(6);
});

test('one point has the slope 0', () => expect(slopeOf([{ x: 1, y: 5 }])).toBe(0));
