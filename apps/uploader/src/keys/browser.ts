import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { UploaderError } from '../errors.ts';
import { hostName, isLoopback } from './loopback.ts';

/**
 * Marks every answer as one that pages of other origins may not embed, refusals of the framework and
 * of the HTTP parser's limits included.
 *
 * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
 */
export function forbidEmbedding(app: FastifyInstance): void {
  app.server.prependListener('request', (_request, response) => {
    response.setHeader('cross-origin-resource-policy', 'same-origin');
  });
}

/**
 * Refuses what a browser sends on behalf of a page of another site: by DNS rebinding (Host), by a
 * script or form (Origin), or by an element or a window (Fetch Metadata). Other pages may only link
 * to what is open to everybody: whether a link downloads or fails tells them whether a file is known.
 *
 * @throws UploaderError `host-forbidden`, `origin-forbidden`
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function checkBrowser(headers: IncomingHttpHeaders, isOpen: boolean): void {
  const name = hostName(headers.host);
  if (name === undefined || !isLoopback(name)) {
    throw new UploaderError('host-forbidden', { detail: headers.host ?? 'none' });
  }
  const { origin } = headers;
  if (
    origin !== undefined &&
    URL.parse(origin)?.host !== URL.parse(`http://${headers.host}`)?.host
  ) {
    throw new UploaderError('origin-forbidden', { detail: origin });
  }
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  if (!isOpen || !isTopLevelNavigation(headers)) {
    throw new UploaderError('origin-forbidden', { detail: `Sec-Fetch-Site: ${site}` });
  }
}

const isTopLevelNavigation = (headers: IncomingHttpHeaders): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
