import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey } from '@galeria/catalog';
import type { KeyStore } from './key-store.ts';

const TOKEN = /^Bearer +(gal_[\w-]{43})$/i;

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
  const token = TOKEN.exec(headers.authorization ?? '')?.[1];
  return token === undefined ? undefined : keys.find(token);
}
