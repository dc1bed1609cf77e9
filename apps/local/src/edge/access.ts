import type { IncomingMessage } from 'node:http';
import { bearerKey } from '@galeria/uploader/bearer';
import type { KeyStore } from '@galeria/uploader/key-store';
import type { Behaviour, DeclaredResources } from '../program/declared-resources.ts';
import { isSigned } from './signed-url.ts';

export type Keys = Pick<KeyStore, 'required' | 'find'>;

/**
 * Returns whether a request may read from a bucket. If the behaviour has trusted key groups, the
 * request needs a signed URL or an API key with the scope `read`. Until the first API key is created,
 * it needs neither.
 */
export function mayRead(
  { headers }: IncomingMessage,
  { pathname, searchParams: query }: URL,
  { keyGroups }: Behaviour,
  declared: DeclaredResources,
  keys: Keys,
): boolean {
  if (keyGroups.length === 0 || !keys.required()) return true;
  if (bearerKey(headers, keys)?.scopes.includes('read')) return true;
  const resource = `https://${headers.host}${pathname}`;
  return isSigned({ resource, query }, trustedKeys(keyGroups, declared));
}

function trustedKeys(
  groups: readonly string[],
  { keyGroups, publicKeys }: DeclaredResources,
): Map<string, string> {
  const ids = new Set(groups.flatMap((group) => keyGroups.get(group) ?? []));
  return new Map([...publicKeys].filter(([id]) => ids.has(id)));
}
