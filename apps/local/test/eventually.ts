import { setTimeout as sleep } from 'node:timers/promises';

/** How long anything may take before a test gives up on it. Nothing is measured by it. */
export const PATIENCE_MS = 100_000;

/** Waits until `look` finds something. */
export async function eventually<T>(
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`it did not come about within ${PATIENCE_MS} ms: ${look}`);
}
