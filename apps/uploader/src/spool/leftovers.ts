import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { DISCARD_AGAIN_MS } from '../limits.ts';
import type { Reception } from './reception.ts';

/**
 * Receptions that are to go, and that a failing medium did not let go of. They hold room in the spool
 * until they are gone; what a process leaves of them is the next one's: it drops what is in `incoming`
 * and ships what is in `ready`.
 */
export function createLeftovers(log: FastifyBaseLogger) {
  const stopping = new AbortController();

  async function again(reception: Reception): Promise<void> {
    for (;;) {
      await sleep(DISCARD_AGAIN_MS, undefined, { ref: false, signal: stopping.signal });
      if (await isGone(reception)) return;
    }
  }

  async function isGone(reception: Reception): Promise<boolean> {
    try {
      await reception.discard();
      return true;
    } catch (err) {
      log.error({ err }, 'not discarded');
      return false;
    }
  }

  return {
    async discard(reception: Reception): Promise<void> {
      if (await isGone(reception)) return;
      // Stopped: nothing else ends it.
      again(reception).catch(() => undefined);
    },
    stop: () => stopping.abort(),
  };
}
