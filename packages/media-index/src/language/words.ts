import { WORD_CHARACTERS } from '../limits.ts';
import { fold } from './fold.ts';

/**
 * Scripts that do not separate words by spaces. A run of them is split into overlapping pairs, because
 * word segmentation needs a dictionary, which differs between versions of ICU.
 */
const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const ONLY_ASCII = /^[\0-\x7f]*$/;

/** A run of letters, digits and marks, or one pictograph. */
export const TOKEN = /\p{Extended_Pictographic}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const ASCII_TOKEN = /[a-z0-9]+/g;

export const isUnspaced = (word: string): boolean => IS_UNSPACED.test(word);

/** Yields the folded runs of one script family of a text: words, or unsplit runs of unspaced scripts. */
export function* runsOf(text: string): Generator<string> {
  const folded = fold(text);
  if (ONLY_ASCII.test(folded)) {
    for (const [word] of folded.matchAll(ASCII_TOKEN)) yield word.slice(0, WORD_CHARACTERS);
    return;
  }
  for (const [token] of folded.matchAll(TOKEN)) {
    for (const [run] of token.matchAll(RUN)) yield isUnspaced(run) ? run : truncated(run);
  }
}

/** Yields the folded words of a text in order; a word may occur more than once. */
export function* wordsOf(text: string): Generator<string> {
  for (const run of runsOf(text)) {
    if (isUnspaced(run)) yield* pairsOf(run);
    else yield run;
  }
}

/** `東京駅` becomes 東京, 京駅 and 駅, so that every character begins a word. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

const truncated = (word: string): string =>
  word.length <= WORD_CHARACTERS ? word : [...word].slice(0, WORD_CHARACTERS).join('');
