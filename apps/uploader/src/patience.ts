import { setTimeout } from 'node:timers/promises';
import { UploaderError } from './errors.ts';

export interface PatienceOptions {
  /** How long an answer is waited for. Milliseconds. */
  readonly waitMs: number;
  /** How long nothing is asked any more once no answer came. Milliseconds. */
  readonly pauseMs: number;
}

/**
 * Asks the cloud where an answer can be given without it too, and so may not wait for it: no answer
 * in time is an answer, and after one the cloud is left alone for a while.
 *
 * @returns what asks; it throws UploaderError `cloud-unavailable` where no answer came in time, or
 *   none did a moment ago, and what was asked throws as it is
 */
export function createPatience({ waitMs, pauseMs }: PatienceOptions) {
  /** By the monotonic clock: a wall clock that is set back would pause for as long. */
  let pausedUntil = 0;

  return async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (performance.now() < pausedUntil) throw new UploaderError('cloud-unavailable');
    const answered = new AbortController();
    const late = async (): Promise<never> => {
      await setTimeout(waitMs, undefined, { signal: answered.signal });
      throw new UploaderError('cloud-unavailable');
    };
    try {
      return await Promise.race([call(), late()]);
    } catch (error) {
      pausedUntil = performance.now() + pauseMs;
      throw error;
    } finally {
      answered.abort();
    }
  };
}
