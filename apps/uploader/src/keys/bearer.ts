import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey } from '@galeria/catalog';
import type { KeyStore } from './key-store.ts';

/**
 * Finds the key whose token the `Authorization` header carries; undefined where there is no token,
 * or where no key has it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function bearerKey(
  headers: IncomingHttpHeaders,
  keys: Pick<KeyStore, 'find'>,
): ApiKey | undefined {
  const token = bearerToken(headers);
  return token === undefined ? undefined : keys.find(token);
}

/** The token that the `Authorization` header carries. */
export const bearerToken = ({ authorization = '' }: IncomingHttpHeaders): string | undefined =>
  /^Bearer +(gal_[\w-]{43})$/i.exec(authorization)?.[1];
