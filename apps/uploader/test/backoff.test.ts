import { expect, test } from '@jest/globals';
import { SHIP_RETRY } from '../src/limits.ts';
import { remainingDelay } from '../src/ship/backoff.ts';

test('a delay continues after a restart', () => {
  expect(remainingDelay(5_000, 4_000)).toBe(1_000);
  expect(remainingDelay(5_000, 6_000)).toBe(0);
});

test('a delay is bounded after the clock was set back', () => {
  const now = 1_800_000_000_000;
  expect(remainingDelay(now, now - 3_600_000)).toBe(SHIP_RETRY.longestMs);
});
