import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { waitAtMost } from '../src/wait-at-most.ts';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

test('a promise that resolves or rejects ends the wait, and no timer is left', async () => {
  await waitAtMost(1000, Promise.resolve());
  await expect(waitAtMost(1000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(jest.getTimerCount()).toBe(0);
});

test('a wait ends after its limit if the promise stays pending', async () => {
  let ended = false;
  const waited = waitAtMost(1000, new Promise(() => {})).then(() => {
    ended = true;
  });
  await jest.advanceTimersByTimeAsync(999);
  expect(ended).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await waited;
});
