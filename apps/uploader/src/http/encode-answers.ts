import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { COMPRESSION } from '../limits.ts';
import { compress, preferredEncoding } from './content-encoding.ts';
import { entityTag, isKnown } from './entity-tag.ts';

/**
 * Gives the JSON answers to GET and HEAD an `ETag`, answers 304 to clients that have them, and
 * compresses the others. Answers that require a key are private, and every use of a cached one asks
 * here first. Streams, such as originals, pass unchanged.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13
 */
export function encodeAnswers(app: FastifyInstance): void {
  // Fastify's own hook for HEAD cannot handle 304. Node drops the content of these answers.
  app.addHook('onRoute', (route) => {
    if (route.method === 'HEAD') delete route.onSend;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.hasHeader('cache-control') && request.routeOptions.config.scope !== undefined) {
      reply.header('cache-control', 'private, no-cache');
    }
    if (!isRead(request) || !isJson(reply, payload)) return payload;
    const encoding =
      Buffer.byteLength(payload) < COMPRESSION.minBytes
        ? undefined
        : preferredEncoding(request.headers['accept-encoding']);
    const tag = entityTag(payload, encoding, reply.getHeader('etag')?.toString());
    reply.header('etag', tag).header('vary', withAcceptEncoding(reply));
    if (isKnown(request.headers['if-none-match'], tag)) {
      reply.code(304).removeHeader('content-type').removeHeader('content-length');
      return null;
    }
    if (encoding === undefined) return payload;
    const compressed = await compress(payload, encoding);
    reply.header('content-encoding', encoding).header('content-length', compressed.length);
    return compressed;
  });
}

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

const isJson = (reply: FastifyReply, payload: unknown): payload is string =>
  reply.statusCode === 200 &&
  typeof payload === 'string' &&
  String(reply.getHeader('content-type')).startsWith('application/json');

const withAcceptEncoding = (reply: FastifyReply): string =>
  [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', ');
