import { TEXT_LENGTH, WORD_CHARACTERS } from './limits.ts';

/**
 * Scripts that do not separate words by spaces. A run of them is split into overlapping pairs, because
 * word segmentation needs a dictionary, which differs between versions of ICU.
 */
const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** A run of letters, digits and marks, or one pictograph. */
const TOKEN = /\p{Extended_Pictographic}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Combining marks that search ignores: of Latin, Greek and Cyrillic, Hebrew, and Arabic. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;

/** Joiners, directional marks, variation selectors and soft hyphens. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters that Unicode does not decompose but that people also write with plain letters. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ς: 'σ',
};
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/**
 * Folds case, accents and width.
 *
 * Case is folded by way of upper case, so that ß matches SS.
 * @see https://www.unicode.org/reports/tr15/ (NFKD), and The Unicode Standard, 3.13 (case folding)
 */
const fold = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .toUpperCase()
    .toLowerCase()
    .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC');

/** Yields the folded words of a text in order; a word may occur more than once. */
export function* wordsOf(text: string): Generator<string> {
  for (const [token] of fold(text.slice(0, TEXT_LENGTH)).matchAll(TOKEN)) {
    for (const [run] of token.matchAll(RUN)) {
      if (IS_UNSPACED.test(run)) yield* pairs([...run]);
      else yield [...run].slice(0, WORD_CHARACTERS).join('');
    }
  }
}

/** `東京駅` becomes 東京, 京駅 and 駅, so that every character begins a word. */
function* pairs(characters: readonly string[]): Generator<string> {
  for (const [at, character] of characters.entries()) yield character + (characters[at + 1] ?? '');
}

/** Characters of a word that name its list, and that a query must have to match by prefix. */
const HEAD_CHARACTERS = 3;

/**
 * The beginning of a word that names its list. A query word of this length or longer matches every word
 * that begins with it; a shorter one matches only the whole word.
 */
export const headOf = (word: string): string =>
  [...word].slice(0, IS_UNSPACED.test(word) ? 1 : HEAD_CHARACTERS).join('');
