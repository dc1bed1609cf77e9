import { TEXT_LENGTH, WORD_CHARACTERS } from './limits.ts';

/**
 * Scripts that put no space between words, or need none: a run of them counts as its overlapping
 * pairs, since telling their words apart takes a dictionary, and another one in each version of ICU.
 */
const UNSPACED =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** A letter or digit with what follows, or one pictograph. */
const TOKEN = /\p{Extended_Pictographic}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Marks that change no letter into another: of Latin, Greek and Cyrillic, Hebrew, and Arabic. */
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;

/** Joiners, directions, variation selectors, soft hyphens: nobody sees them. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters that Unicode does not decompose though people write them plainly. */
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
 * Makes texts alike that a reader takes for the same: whatever their case, accents and width.
 *
 * Case is folded by way of the upper case, so that ß and SS meet.
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
    .replace(NOT_PLAIN, (letter) => PLAIN[letter]!)
    .normalize('NFC');

/** The words of a text, folded, in their order, the same one perhaps more than once. */
export function* wordsOf(text: string): Generator<string> {
  for (const [token] of fold(text.slice(0, TEXT_LENGTH)).matchAll(TOKEN)) {
    for (const [run] of token.matchAll(RUN)) {
      if (IS_UNSPACED.test(run)) yield* pairs([...run]);
      else yield [...run].slice(0, WORD_CHARACTERS).join('');
    }
  }
}

/** `東京駅` is 東京, 京駅 and 駅: so each character of it begins a word. */
function* pairs(characters: readonly string[]): Generator<string> {
  for (const [at, character] of characters.entries()) yield character + (characters[at + 1] ?? '');
}

/** How much of a word names the list that it is in: enough to be telling, and all that must be typed. */
const HEAD_CHARACTERS = 3;

/**
 * The beginning of a word that names its list. A query finds the words that begin with its own, once
 * it has typed this much; a shorter word is found whole.
 */
export const headOf = (word: string): string =>
  [...word].slice(0, IS_UNSPACED.test(word) ? 1 : HEAD_CHARACTERS).join('');
