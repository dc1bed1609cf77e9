import { expect, test } from '@jest/globals';
import { SHIP_RETRY } from '../src/limits.ts';
import { remainingPause } from '../src/ship/backoff.ts';

test('a pause that an earlier process began is waited to its end', () => {
  expect(remainingPause(5_000, 4_000)).toBe(1_000);
  expect(remainingPause(5_000, 6_000)).toBe(0);
});

test('a pause is no longer where the clock was set back since', () => {
  const now = 1_800_000_000_000;
  expect(remainingPause(now, now - 3_600_000)).toBe(SHIP_RETRY.longestMs);
});
