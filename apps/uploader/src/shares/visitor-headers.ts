import type { FastifyReply } from 'fastify';

/** Headers of every answer to a visitor: the token is in the path. */
const HEADERS = {
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

/** A hook for routes below `/s/`. */
export async function setVisitorHeaders(_request: unknown, reply: FastifyReply): Promise<void> {
  reply.headers(HEADERS);
}
