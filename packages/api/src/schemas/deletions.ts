import { type Static, Type } from 'typebox';

export const DeleteQuery = Type.Object(
  {
    now: Type.Optional(
      Type.Boolean({ description: 'Deletes the item at once instead of moving it to the bin' }),
    ),
  },
  { additionalProperties: false, examples: [{ now: true }] },
);

export type DeleteQuery = Static<typeof DeleteQuery>;
