import { TYPING, TYPING_CHARACTERS } from '../limits.ts';
import { isUnspaced } from './words.ts';

/** The letters of each alphabet, as they are after folding. */
const ALPHABETS: readonly { readonly of: RegExp; readonly letters: readonly string[] }[] = [
  { of: /[a-z]/, letters: [...'abcdefghijklmnopqrstuvwxyz'] },
  { of: /\p{Script=Greek}/u, letters: [...'αβγδεζηθικλμνξοπρστυφχψω'] },
  { of: /\p{Script=Cyrillic}/u, letters: [...'абвгдежзиклмнопрстуфхцчшщъыьэюяєіґђјљњћџ'] },
  { of: /\p{Script=Hebrew}/u, letters: [...'אבגדהוזחטיךכלםמןנסעףפץצקרשת'] },
  { of: /\p{Script=Arabic}/u, letters: [...'ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءپچژگ'] },
];

/**
 * Yields the words at a distance of one typing error: a letter missing, added, replaced, or two letters
 * swapped. Short words, numbers and unspaced scripts have none.
 */
export function* typingErrors(word: string): Generator<string> {
  const characters = [...word];
  if (characters.length < TYPING_CHARACTERS || isUnspaced(word) || /^\d+$/.test(word)) return;
  let left = TYPING.lookups;
  for (const candidate of edits(characters, alphabetOf(word))) {
    if (left-- === 0) return;
    if (candidate !== word) yield candidate;
  }
}

const alphabetOf = (word: string): readonly string[] =>
  ALPHABETS.find(({ of }) => of.test(word))?.letters ?? [];

function* edits(word: readonly string[], letters: readonly string[]): Generator<string> {
  for (let at = 0; at < word.length; at++) {
    const [start, rest] = [word.slice(0, at).join(''), word.slice(at + 1).join('')];
    yield start + rest;
    if (at + 1 < word.length) yield start + word[at + 1] + word[at] + word.slice(at + 2).join('');
  }
  for (let at = 0; at <= word.length; at++) {
    const [start, end] = [word.slice(0, at).join(''), word.slice(at).join('')];
    const rest = word.slice(at + 1).join('');
    for (const letter of letters) {
      yield start + letter + end;
      if (at < word.length) yield start + letter + rest;
    }
  }
}
