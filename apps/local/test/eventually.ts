import { setTimeout as sleep } from 'node:timers/promises';

/** Time-out of a wait in a test, far above the usual duration. */
export const TIMEOUT_MS = 100_000;

/** Polls until `look` returns a value. */
export async function eventually<T>(
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`timed out after ${TIMEOUT_MS} ms: ${look}`);
}
