import { limits } from '../limits.ts';

/** The beginning of a text: no blank lines, no runs of spaces, cut between two characters. */
export function excerptOf(
  text: string,
  characters: number = limits.text.excerptCharacters,
): string {
  const dense = text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trimStart();
  return [...dense].slice(0, characters).join('').toWellFormed();
}
