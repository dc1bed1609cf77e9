import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until the condition holds. @returns false if the signal was aborted first */
export async function pollUntil(
  holds: () => Promise<boolean>,
  everyMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    if (await holds()) return true;
    await sleep(everyMs);
  }
  return false;
}
