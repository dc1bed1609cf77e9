import { renditionNames } from '../image/recipe.ts';

/** Part of the text rendition's name, which has page breaks since version 2, by the rule of `RECIPE_VERSION` in image/recipe.ts. */
const TEXT_VERSION = 2;

export const TEXT_NAME = `text.v${TEXT_VERSION}.txt`;

/** All possible renditions of a document: pictures of its first page or cover, and its text. */
export const documentRenditions: readonly string[] = [...renditionNames(), TEXT_NAME];
