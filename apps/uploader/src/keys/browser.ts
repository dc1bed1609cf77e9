import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { UploaderError } from '../errors.ts';
import { hostName, isLoopback } from './loopback.ts';

/**
 * Forbids pages of other origins to embed any response, including the errors of Fastify and of the
 * HTTP parser.
 *
 * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
 */
export function forbidEmbedding(app: FastifyInstance): void {
  app.server.prependListener('request', (_request, response) => {
    response.setHeader('cross-origin-resource-policy', 'same-origin');
  });
}

/**
 * Rejects requests that a browser sends for a page of another site: by DNS rebinding (Host), by a
 * script or form (Origin), or by an element or a window (Fetch Metadata). Other pages may only link
 * to public routes: whether a link to another route works would reveal whether a file exists. Scripts
 * of the listed origins may send any request.
 *
 * @throws UploaderError `host-forbidden`, `origin-forbidden`
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function checkBrowser(
  headers: IncomingHttpHeaders,
  isPublic: boolean,
  corsOrigins: readonly string[],
): void {
  const name = hostName(headers.host);
  if (name === undefined || !isLoopback(name)) {
    throw new UploaderError('host-forbidden', { detail: headers.host ?? 'none' });
  }
  if (isAllowedCors(headers, corsOrigins)) return;
  const { origin } = headers;
  if (
    origin !== undefined &&
    URL.parse(origin)?.host !== URL.parse(`http://${headers.host}`)?.host
  ) {
    throw new UploaderError('origin-forbidden', { detail: origin });
  }
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  if (!isPublic || !isTopLevelNavigation(headers)) {
    throw new UploaderError('origin-forbidden', { detail: `Sec-Fetch-Site: ${site}` });
  }
}

/**
 * Whether a script of one of these origins sends the request by CORS, so that the browser checks the
 * answer before it passes it on. Older browsers do not send the mode.
 */
export const isAllowedCors = (
  { origin, 'sec-fetch-mode': mode = 'cors' }: IncomingHttpHeaders,
  origins: readonly string[],
): boolean => origin !== undefined && origins.includes(origin) && mode === 'cors';

const isTopLevelNavigation = (headers: IncomingHttpHeaders): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
