import { renditionNames } from '../image/recipe.ts';

/**
 * Part of the text rendition's name. The rule for raising it is that of `RECIPE_VERSION` in
 * image/recipe.ts. Version 2 added page breaks, version 3 form fields, notes and comments.
 */
const TEXT_VERSION = 3;

export const TEXT_NAME = `text.v${TEXT_VERSION}.txt`;

/** All possible renditions of a document: pictures of its first page or cover, and its text. */
export const documentRenditions: readonly string[] = [...renditionNames(), TEXT_NAME];
