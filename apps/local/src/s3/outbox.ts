import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextPending, pendingQueues, removePending } from './store/outbox.ts';

const firstDelayMs = 50;
const longestDelayMs = 10_000;

export interface OutboxOptions {
  readonly db: DatabaseSync;
  readonly deliver: (queueArn: string, body: string) => Promise<void>;
  readonly log: (line: object) => void;
}

/**
 * Delivers the messages of the outbox at least once, also across restarts. Each queue is delivered in
 * order and independently, with retries until `deliver` resolves.
 */
export function startOutbox({ db, deliver, log }: OutboxOptions) {
  const stop = new AbortController();
  const running = new Map<string, Promise<void>>();

  async function drain(queueArn: string): Promise<void> {
    let delayMs = firstDelayMs;
    while (!stop.signal.aborted) {
      try {
        const message = nextPending(db, queueArn);
        if (message === undefined) return;
        await deliver(queueArn, message.body);
        removePending(db, message.id);
        delayMs = firstDelayMs;
      } catch (error) {
        log({
          level: 'warn',
          msg: 'event not delivered; it will be retried',
          queueArn,
          delayMs,
          err: error,
        });
        await sleep(delayMs, undefined, { signal: stop.signal }).catch(() => undefined);
        delayMs = Math.min(delayMs * 2, longestDelayMs);
      }
    }
  }

  function queuesWithMessages(): readonly string[] {
    try {
      return pendingQueues(db);
    } catch (error) {
      log({ level: 'error', msg: 'the outbox could not be read', err: error });
      return [];
    }
  }

  function wake(): void {
    for (const queueArn of queuesWithMessages()) {
      if (running.has(queueArn)) continue;
      const done = drain(queueArn).then(() => {
        running.delete(queueArn);
        // A row may have been added since the last query.
        if (!stop.signal.aborted) wake();
      });
      running.set(queueArn, done);
    }
  }

  wake();
  return {
    /** Call after a transaction that added messages. */
    wake,
    /** Waits for deliveries in progress. The others follow after the next start. */
    async close(): Promise<void> {
      stop.abort();
      await Promise.all(running.values());
    },
  };
}

export type Outbox = ReturnType<typeof startOutbox>;
