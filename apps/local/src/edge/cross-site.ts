import type { IncomingMessage } from 'node:http';
import { isAllowedCors } from '@galeria/uploader/browser';

/**
 * Whether a page of another origin makes the browser send this request. Pages of other sites, and
 * those on other ports of this machine (`same-site`), could tell by an `<img>` or a `fetch` whether a
 * file is known here. A link that is followed in a tab stays possible; a frame does not. Browsers
 * always send the header to loopback, other clients never do. Scripts of the origins that CORS allows
 * are answered.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isCrossSite(
  { method, headers }: IncomingMessage,
  corsOrigins: readonly string[],
): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  if (isAllowedCors(headers, corsOrigins)) return false;
  const isLink =
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    (method === 'GET' || method === 'HEAD');
  return !isLink;
}
