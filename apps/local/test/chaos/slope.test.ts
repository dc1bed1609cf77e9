import { expect, test } from '@jest/globals';
import { createRandom } from '../../chaos/random.ts';
import { slopeOf } from '../../chaos/soak/slope.ts';

test('the slope of points on a line is that of the line', () => {
  const points = [100, 200, 300, 400].map((x) => ({ x, y: 7 * x - 3 }));
  expect(slopeOf(points)).toBeCloseTo(7);
});

test('noise around a level has next to no slope, and a leak under the noise has its own', () => {
  const random = createRandom(1);
  const noisy = (leak: number) =>
    Array.from({ length: 30 }, (_, at) => ({
      x: at * 600,
      y: leak * at * 600 + random.next() * 9000,
    }));
  expect(Math.abs(slopeOf(noisy(0)))).toBeLessThan(0.5);
  expect(slopeOf(noisy(7))).toBeGreaterThan(6);
});

test('of one point there is no slope', () => expect(slopeOf([{ x: 1, y: 5 }])).toBe(0));
