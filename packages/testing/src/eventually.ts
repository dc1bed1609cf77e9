import { setTimeout as sleep } from 'node:timers/promises';

/** Time-out of a wait in a test, far above the usual duration. */
export const TIMEOUT_MS = 200_000;

/** Intervals of polling: each poll of a long wait costs processor time that the awaited work needs. */
const SHORTEST_POLL_MS = 20;
const LONGEST_POLL_MS = 100;
/** The share of the time waited so far that a poll may add. */
const POLL_SHARE = 0.05;

/**
 * Polls until `read` returns a value other than undefined and false.
 *
 * @throws Error after `TIMEOUT_MS`, or earlier if `read` throws
 */
export async function eventually<T>(
  read: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const start = Date.now();
  for (let waited = 0; waited < TIMEOUT_MS; waited = Date.now() - start) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await sleep(Math.min(LONGEST_POLL_MS, SHORTEST_POLL_MS + waited * POLL_SHARE));
  }
  throw new Error(`timed out after ${TIMEOUT_MS} ms: ${read}`);
}
