import { inflateRawSync } from 'node:zlib';
import { marksIn } from '../../language/marks.ts';
import { SNIPPET_CHARACTERS } from '../../limits.ts';
import type { Snippet } from '../../query.ts';
import type { Connection } from '../statements.ts';
import type { Wanted } from './match.ts';

/** Characters of a snippet before its first match. */
const BEFORE = SNIPPET_CHARACTERS / 4;

/** The surroundings of the first match in an item's text. Undefined if the words are elsewhere. */
export function snippetOf(
  connection: Connection,
  item: number,
  wanted: readonly Wanted[],
): Snippet | undefined {
  if (wanted.length === 0) return undefined;
  const pages = connection.database
    .prepare('SELECT page, text FROM pages WHERE item = ? ORDER BY at')
    .iterate(item) as Iterable<{ page: number | null; text: Uint8Array }>;
  for (const { page, text: packed } of pages) {
    const text = inflateRawSync(packed).toString();
    const [first] = marksIn(text, wanted, 0, text.length);
    if (!first) continue;
    const start = wordStart(text, Math.max(0, first[0] - BEFORE));
    const end = characterEnd(text, Math.min(text.length, start + SNIPPET_CHARACTERS));
    const marks = marksIn(text, wanted, start, end).map(
      ([from, to]) => [from - start, to - start] as const,
    );
    return { text: text.slice(start, end), ...(page === null ? {} : { page }), marks };
  }
  return undefined;
}

/** The beginning of the next word, unless the text has no space near. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + BEFORE / 2).search(/\s/);
  return space === -1 ? characterEnd(text, at) : at + space + 1;
}

/** Does not cut a surrogate pair. */
const characterEnd = (text: string, at: number): number =>
  /[\ud800-\udbff]$/.test(text.slice(0, at)) ? at - 1 : at;
