import { SPELLINGS } from '../limits.ts';
import { runsOf } from './words.ts';

/** Letters that fold to one plain letter, and the two plain letters that are also written for them. */
const WRITTEN_WITH_TWO: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  Ä: 'ae',
  Ö: 'oe',
  Ü: 'ue',
  Å: 'aa',
  Ø: 'oe',
};
const LETTERS = new RegExp(`[${Object.keys(WRITTEN_WITH_TWO).join('')}]`, 'g');
const PAIRS = /ae|oe|ue|aa/g;

/**
 * Returns the folded words of a query's text, each with its other spellings: `Müller` is also written
 * `Mueller`, and the other way round. The query is expanded and not the index, which has each word once.
 */
export function spellingsOf(text: string): string[][] {
  const composed = text.normalize('NFC');
  const words = [...runsOf(composed)];
  const inFull = [
    ...runsOf(composed.replace(LETTERS, (letter) => WRITTEN_WITH_TWO[letter] ?? letter)),
  ];
  return words.map((word, at) => {
    const other = (inFull.length === words.length ? inFull[at] : undefined) ?? word;
    return [...new Set([word, other, ...shortened(other)])].slice(0, SPELLINGS);
  });
}

/** Writes each pair of letters as one letter, in every combination. */
function shortened(word: string): string[] {
  let spellings = [''];
  let end = 0;
  for (const { 0: pair, index } of word.matchAll(PAIRS)) {
    if (spellings.length >= SPELLINGS) break;
    const between = word.slice(end, index);
    spellings = spellings.flatMap((start) => [start + between + pair, start + between + pair[0]]);
    end = index + pair.length;
  }
  return spellings.map((start) => start + word.slice(end));
}
