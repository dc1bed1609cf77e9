/** Returns the tags of a text that separates them by commas. */
export const splitTags = (words: string): string[] =>
  words
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
