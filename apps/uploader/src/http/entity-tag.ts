import { createHash } from 'node:crypto';

/** 132 bits of the digest: collisions do not occur. */
const TAG_CHARACTERS = 22;

/**
 * A strong entity tag of these bytes. The encoded forms of an answer have tags of their own.
 *
 * @param own a tag that the route has set, such as of the item's revision: the beginning of this tag
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3.3
 */
export function entityTag(bytes: string, encoding: string | undefined, own = ''): string {
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, TAG_CHARACTERS);
  const parts = [own.replaceAll('"', ''), digest, encoding ?? ''];
  return `"${parts.filter(Boolean).join('-')}"`;
}

/**
 * Whether an `If-None-Match` header names an entity tag, by weak comparison.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
 */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const tags: readonly string[] = ifNoneMatch.match(/"[^"]*"/g) ?? [];
  return tags.includes(tag);
}
