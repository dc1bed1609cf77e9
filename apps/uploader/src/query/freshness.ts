import type { FastifyReply } from 'fastify';
import type { Freshness } from '../read-model/read-model.ts';

/**
 * Marks an answer that may lack changes.
 *
 * @returns the field `stale` of the answer
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.1
 */
export function markStale(reply: FastifyReply, since: Freshness['staleSince']) {
  if (!since) return {};
  reply.header('age', Math.max(0, Math.round((Date.now() - since.getTime()) / 1000)));
  return { stale: since.toISOString() };
}
