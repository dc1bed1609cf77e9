import { Type } from 'typebox';

/** The fields that a page draws before a rendition has loaded. */
export const Placeholder = {
  thumbhash: Type.Optional(
    Type.String({ description: 'https://evanw.github.io/thumbhash/ in Base64' }),
  ),
  dominantColour: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
};
