import { renditionNames } from '../image/recipe.ts';

/** Part of the text rendition's name: raise it where the same file would give another text. */
const TEXT_VERSION = 1;

export const TEXT_NAME = `text.v${TEXT_VERSION}.txt`;

/** Every rendition that a document may have: the pictures of its first page or cover, and its text. */
export const documentRenditions: readonly string[] = [...renditionNames(), TEXT_NAME];
