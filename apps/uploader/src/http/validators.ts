import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, isKnown } from './entity-tag.ts';

/**
 * Gives the JSON answers to GET and HEAD an `ETag`, and answers 304 to clients that have them. Answers
 * that require a key are private, and every use of a cached one asks here first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13
 */
export function validateAnswers(app: FastifyInstance): void {
  // Fastify's own hook for HEAD cannot handle 304. Node drops the content of these answers.
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD') delete route.onSend;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.hasHeader('cache-control') && request.routeOptions.config.scope !== undefined) {
      reply.header('cache-control', 'private, no-cache');
    }
    if (!isRead(request) || !isJson(reply, payload)) return payload;
    const tag = entityTag(payload, undefined);
    reply.header('etag', tag);
    if (!isKnown(request.headers['if-none-match'], tag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

const isJson = (reply: FastifyReply, payload: unknown): payload is string =>
  reply.statusCode === 200 &&
  typeof payload === 'string' &&
  String(reply.getHeader('content-type')).startsWith('application/json');
