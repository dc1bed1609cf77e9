import type { IncomingHttpHeaders } from 'node:http';
import { UploaderError } from '../errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that a browser may have sent for a page of another origin: with a cookie it would act
 * as its user. Browsers that do not send `Sec-Fetch-Site` send `Origin` with unsafe methods.
 *
 * @throws UploaderError `origin-forbidden`
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function requireOwnOrigin(method: string, headers: IncomingHttpHeaders): void {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isOwn =
    site === undefined
      ? SAFE.has(method) || (origin !== undefined && URL.parse(origin)?.host === host)
      : site === 'same-origin' || (site === 'none' && SAFE.has(method));
  if (!isOwn)
    throw new UploaderError('origin-forbidden', { detail: site ?? origin ?? 'no Origin' });
}
