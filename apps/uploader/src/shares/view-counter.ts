import type { Catalog } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { VIEWS_WRITTEN_MS } from '../limits.ts';

/**
 * Counts the views of links. Each link is written once in `VIEWS_WRITTEN_MS` at most, whatever the
 * number of its visitors; a killed process loses the views since.
 */
export function createViewCounter(
  catalog: Pick<Catalog, 'countViews'>,
  log: Pick<FastifyBaseLogger, 'warn'>,
) {
  const counted = new Map<string, { views: number; at: string }>();

  async function write(): Promise<void> {
    const uses = [...counted];
    counted.clear();
    for (const [id, use] of uses) {
      await catalog
        .countViews(id, use)
        .catch((err) => log.warn({ err, share: id }, 'views not counted'));
    }
  }

  const timer = setInterval(write, VIEWS_WRITTEN_MS);
  timer.unref();
  return {
    /** Counts one view of an existing link. */
    count(id: string): void {
      const views = (counted.get(id)?.views ?? 0) + 1;
      counted.set(id, { views, at: new Date().toISOString() });
    },
    /** Writes what was counted. */
    async stop(): Promise<void> {
      clearInterval(timer);
      await write();
    },
  };
}
