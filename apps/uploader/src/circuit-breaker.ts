import { setTimeout } from 'node:timers/promises';
import { UploaderError } from './errors.ts';

export interface CircuitBreakerOptions {
  /** Time-out of a call, in milliseconds. */
  readonly timeoutMs: number;
  /** How long the circuit stays open after a failed call, in milliseconds. */
  readonly openMs: number;
}

/**
 * Creates a circuit breaker for calls to the cloud whose answer is optional. After a failed or late
 * call the circuit opens: further calls fail at once until `openMs` has passed.
 *
 * @returns a function that runs a call; it throws UploaderError `cloud-unavailable` after a time-out
 *   or while the circuit is open, and otherwise the error of the call
 */
export function createCircuitBreaker({ timeoutMs, openMs }: CircuitBreakerOptions) {
  /** Monotonic: setting back the wall clock must not keep the circuit open. */
  let openUntil = 0;

  return async function run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (performance.now() < openUntil) throw new UploaderError('cloud-unavailable');
    const answered = new AbortController();
    const timeout = async (): Promise<never> => {
      await setTimeout(timeoutMs, undefined, { signal: answered.signal });
      throw new UploaderError('cloud-unavailable');
    };
    try {
      return await Promise.race([call(), timeout()]);
    } catch (error) {
      openUntil = performance.now() + openMs;
      throw error;
    } finally {
      answered.abort();
    }
  };
}
