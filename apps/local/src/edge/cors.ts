import type { IncomingMessage, ServerResponse } from 'node:http';
import { EXPOSED_HEADERS } from '@galeria/uploader/cors';

/**
 * Lets pages of these origins read the answer, as CloudFront's response headers policy does. The
 * headers that a cell sets itself replace these.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function setCorsHeaders(
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): void {
  if (origins.length === 0) return;
  response.setHeader('vary', 'Origin');
  if (origin === undefined || !origins.includes(origin)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED_HEADERS.join(', '));
}
