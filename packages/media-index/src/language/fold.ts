/// <reference path="./opencc.d.ts" />
import simplified from 'opencc-js/dict/TSCharacters';

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

/** Traditional Chinese characters and their simplified ones, by OpenCC: `萬 万|與 与`. */
const SIMPLIFIED = new Map(
  simplified.split('|').map((pair) => pair.split(' ', 2) as [string, string]),
);

/** Katakana from U+30A1 to U+30F6 lie this far above their hiragana. */
const KATAKANA = { first: 'ァ', last: 'ヶ', above: 0x60 } as const;

const FOLDED = new RegExp(`[${Object.keys(PLAIN).join('')}]|\\p{Script=Han}|[ァ-ヶ]|\\p{Nd}`, 'gu');
const ONLY_ASCII = /^[\0-\x7f]*$/;

/**
 * Folds case, accents, width, digits, kana and Chinese characters, so that texts that people take for
 * the same are equal. The index and the query are folded alike.
 *
 * Case is folded by way of upper case, so that ß matches SS.
 * @see https://www.unicode.org/reports/tr15/ (NFKD), and The Unicode Standard, 3.13 (case folding)
 */
export function fold(text: string): string {
  if (ONLY_ASCII.test(text)) return text.toLowerCase();
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replace(FOLDED, plain);
}

function plain(character: string): string {
  if (character >= KATAKANA.first && character <= KATAKANA.last) {
    return String.fromCharCode(character.charCodeAt(0) - KATAKANA.above);
  }
  return PLAIN[character] ?? SIMPLIFIED.get(character) ?? digit(character);
}

const IS_DIGIT = /^\p{Nd}$/u;

/** Digits of one script are ten successive code points (The Unicode Standard, 4.6). */
function digit(character: string): string {
  if (!IS_DIGIT.test(character)) return character;
  const point = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && IS_DIGIT.test(String.fromCodePoint(point - value - 1))) value++;
  return String(value);
}
