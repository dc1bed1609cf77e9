import { setTimeout as sleep } from 'node:timers/promises';

/** Time-out of a wait in a test, far above the usual duration. */
export const TIMEOUT_MS = 100_000;

const POLL_MS = 20;

/**
 * Polls until `read` returns a value other than undefined and false.
 *
 * @throws Error after `TIMEOUT_MS`, or earlier if `read` throws
 */
export async function eventually<T>(
  read: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await sleep(POLL_MS);
  }
  throw new Error(`timed out after ${TIMEOUT_MS} ms: ${read}`);
}
