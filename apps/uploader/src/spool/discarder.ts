import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { DISCARD_RETRY_MS } from '../limits.ts';
import type { StagedRequest } from './staged-request.ts';

/**
 * Discards staged requests, and retries where the medium fails. A request counts against the spool's
 * limits until it is deleted. After a restart, recovery deletes requests in `incoming`, and requests
 * in `ready` are shipped.
 */
export function createDiscarder(log: FastifyBaseLogger) {
  const stopping = new AbortController();

  async function tryDiscard(staged: StagedRequest): Promise<boolean> {
    try {
      await staged.discard();
      return true;
    } catch (err) {
      log.error({ err }, 'discarding a request failed, will retry');
      return false;
    }
  }

  async function retry(staged: StagedRequest): Promise<void> {
    do {
      await sleep(DISCARD_RETRY_MS, undefined, { ref: false, signal: stopping.signal });
    } while (!(await tryDiscard(staged)));
  }

  return {
    async discard(staged: StagedRequest): Promise<void> {
      if (await tryDiscard(staged)) return;
      // Only `stop` rejects it.
      retry(staged).catch(() => undefined);
    },
    stop: () => stopping.abort(),
  };
}
