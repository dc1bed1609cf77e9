import { limits } from '../limits.ts';

/** Returns the beginning of a text without blank lines and repeated spaces, cut between characters. */
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
