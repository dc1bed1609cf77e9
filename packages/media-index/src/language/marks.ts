import { SNIPPET_MARKS } from '../limits.ts';
import { fold } from './fold.ts';
import { isUnspaced, TOKEN, wordsOf } from './words.ts';

/** Successive words, the last of which may be the beginning of a word. */
export interface WantedWords {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

export type Mark = readonly [start: number, end: number];

interface Place {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Finds where wanted words stand in a part of a text, as offsets in UTF-16 code units. */
export function marksIn(
  text: string,
  wanted: readonly WantedWords[],
  from: number,
  to: number,
): Mark[] {
  const part = text.slice(from, to);
  const folded = fold(part);
  // A page without the words is told by its folded text, which is faster than its words.
  const possible = wanted.filter(({ words }) =>
    words.every((word) => folded.includes(isUnspaced(word) ? firstOf(word) : word)),
  );
  if (possible.length === 0) return [];
  const places = placesIn(part);
  const marks: Mark[] = [];
  for (let at = 0; at < places.length && marks.length < SNIPPET_MARKS; at++) {
    const match = possible.find((one) => matchesAt(places, at, one));
    if (!match) continue;
    const last = at + match.words.length - 1;
    const [start, end] = [places[at]?.start, places[last]?.end];
    if (start !== undefined && end !== undefined) marks.push([from + start, from + end]);
    at = last;
  }
  return marks;
}

const firstOf = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0);

const matchesAt = (
  places: readonly Place[],
  at: number,
  { words, isPrefix }: WantedWords,
): boolean =>
  words.every((word, offset) => {
    const found = places[at + offset]?.word;
    const isLast = offset === words.length - 1;
    return found !== undefined && (isLast && isPrefix ? found.startsWith(word) : found === word);
  });

/** The words of a text as the index has them, each with its place. */
function placesIn(text: string): Place[] {
  const places: Place[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const words = [...wordsOf(token)];
    const hasPairs = words.some(isUnspaced);
    if (!hasPairs) {
      for (const word of words) places.push({ word, start: index, end: index + token.length });
      continue;
    }
    // Folding keeps the number of characters of unspaced scripts, apart from marks, which are rare.
    const characters = [...token];
    let start = index;
    for (const [at, word] of words.entries()) {
      const length = characters[at]?.length ?? 0;
      const next = isUnspaced(word) ? (characters[at + 1]?.length ?? 0) : 0;
      places.push({ word, start, end: start + length + next });
      start += length;
    }
  }
  return places;
}
