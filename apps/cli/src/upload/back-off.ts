import { setTimeout as sleep } from 'node:timers/promises';
import { LONGEST_RETRY_AFTER_MS, RETRY_MS } from './limits.ts';
import { isTemporary, type Problem } from './problem.ts';

/**
 * Waits before a failed request is repeated.
 *
 * @param attempt the number of attempts before the one that failed
 * @throws the problem if it is not temporary, or after the last attempt
 */
export async function backOff(
  problem: Problem,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  const pause = RETRY_MS[attempt];
  if (!isTemporary(problem) || pause === undefined) throw problem;
  const afterMs = Math.min(problem.retryAfterMs, LONGEST_RETRY_AFTER_MS);
  await sleep(Math.max(pause * (0.5 + Math.random() / 2), afterMs), undefined, { signal });
}
