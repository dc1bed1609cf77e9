/** The entity tag of an item's edits. Answers to GET add a digest of their bytes: `"1.3-…"`. */
export const revisionTag = (revision: string): string => `"${revision}"`;

/**
 * Whether `If-Match` names a revision. The digest in a tag is not compared: a processor that completes
 * the item in the meantime conflicts with no edit. Weak tags never match.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 */
export function namesRevision(ifMatch: string | undefined, revision: string): boolean {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  return revisionsOf(ifMatch).includes(revision);
}

const revisionsOf = (ifMatch: string): string[] =>
  [...ifMatch.matchAll(/(?:^|,)\s*"(\d+(?:\.\d+)?)(?:-[\w-]+)?"\s*(?=,|$)/g)].flatMap(
    ([, revision]) => revision ?? [],
  );
