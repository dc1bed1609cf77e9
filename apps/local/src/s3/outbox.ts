import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextOwed, owedQueues, removeOwed } from './store/outbox.ts';

const firstDelayMs = 50;
const longestDelayMs = 10_000;

export interface OutboxOptions {
  readonly db: DatabaseSync;
  readonly deliver: (queueArn: string, body: string) => Promise<void>;
  readonly log: (line: object) => void;
}

/**
 * Delivers what the outbox owes, each queue in its own order and at its own pace, until `deliver`
 * resolves: at least once, also across a restart.
 */
export function startOutbox({ db, deliver, log }: OutboxOptions) {
  const stop = new AbortController();
  const running = new Map<string, Promise<void>>();

  async function drain(queueArn: string): Promise<void> {
    let delayMs = firstDelayMs;
    while (!stop.signal.aborted) {
      try {
        const owed = nextOwed(db, queueArn);
        if (owed === undefined) return;
        await deliver(queueArn, owed.body);
        removeOwed(db, owed.id);
        delayMs = firstDelayMs;
      } catch (error) {
        log({
          level: 'warn',
          msg: 'event not delivered, will retry',
          queueArn,
          delayMs,
          err: error,
        });
        await sleep(delayMs, undefined, { signal: stop.signal }).catch(() => undefined);
        delayMs = Math.min(delayMs * 2, longestDelayMs);
      }
    }
  }

  function owed(): readonly string[] {
    try {
      return owedQueues(db);
    } catch (error) {
      log({ level: 'error', msg: 'the outbox could not be read', err: error });
      return [];
    }
  }

  function wake(): void {
    for (const queueArn of owed()) {
      if (running.has(queueArn)) continue;
      const done = drain(queueArn).then(() => {
        running.delete(queueArn);
        // A row may have come between the last look and here.
        if (!stop.signal.aborted) wake();
      });
      running.set(queueArn, done);
    }
  }

  wake();
  return {
    /** Call after a transaction that owes something. */
    wake,
    /** Waits for the deliveries that are on their way; the rest keeps until the next start. */
    async close(): Promise<void> {
      stop.abort();
      await Promise.all(running.values());
    },
  };
}

export type Outbox = ReturnType<typeof startOutbox>;
