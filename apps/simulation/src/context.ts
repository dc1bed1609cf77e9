import { AsyncLocalStorage } from 'node:async_hooks';

/** A process of the simulated world: a cell, a function's environment. Killed, it never acts again. */
export interface Process {
  readonly name: string;
  readonly isAlive: boolean;
  /** Its wall clock, ahead of the world's by so many milliseconds; stepped by clock faults. */
  readonly clock: { offsetMs: number };
  /** Counts a call of the disk or the network, before and after its effect; may kill the process. */
  step(): void;
  kill(why: string): void;
  onDeath(told: () => void): void;
}

/** On whose behalf code runs. It follows promises and timers as an AsyncLocalStorage does. */
export interface Context {
  readonly process?: Process | undefined;
  /** Called when a fault hits a request that is made on behalf of a client's operation. */
  readonly disturb?: () => void;
}

const contexts = new AsyncLocalStorage<Context>();

export const NOBODY: Context = {};

export const currentContext = (): Context => contexts.getStore() ?? NOBODY;

export const within = <Result>(context: Context, run: () => Result): Result =>
  contexts.run(context, run);
