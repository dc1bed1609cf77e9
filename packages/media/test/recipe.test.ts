import { kinds, recipeOf } from '@galeria/media';
import { expect, test } from '@jest/globals';

test('a new rendition and other metadata each make another recipe', () => {
  for (const kind of kinds) {
    const recipes = [
      kind,
      { ...kind, metadataVersion: kind.metadataVersion + 1 },
      { ...kind, renditions: [...kind.renditions, 'new.v1.webp'] },
    ].map(recipeOf);
    expect(new Set(recipes).size).toBe(3);
    expect(recipeOf({ ...kind })).toBe(recipes[0]);
  }
});
