import { type Static, Type } from 'typebox';
import * as example from '../examples/edits.ts';
import { BATCH_IDS, CURSOR_CHARACTERS, EDITS } from '../limits.ts';
import { FilterQuery } from './lists.ts';
import { CursorOut, MediaId } from './primitives.ts';

const BACK = 'null takes it back to what the file says';

/** Types in one list, so that the validator converts neither null to false nor false to null. */
const orNull = <Value>(type: string, options: object) =>
  Type.Optional(Type.Unsafe<Value | null>({ type: [type, 'null'], ...options }));

const Tags = Type.Array(
  Type.String({ minLength: 1, maxLength: EDITS.tagCharacters, pattern: '\\S' }),
  { maxItems: EDITS.tags },
);

const TagChange = Type.Object(
  { add: Type.Optional(Tags), remove: Type.Optional(Tags) },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'Tags to add to those of the item, and to remove from them',
    examples: [{ add: ['praia'] }],
  },
);

const DateShift = Type.Object(
  {
    shift: Type.Integer({
      minimum: -EDITS.shiftSeconds,
      maximum: EDITS.shiftSeconds,
      description: 'Seconds from the date that the file says: a second shift replaces the first',
    }),
  },
  { additionalProperties: false, examples: [{ shift: -3600 }] },
);

const name = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: EDITS.nameCharacters, description }));

const degrees = (most: number) => Type.Optional(Type.Number({ minimum: -most, maximum: most }));

export const PlaceEdit = Type.Object(
  {
    city: name('The city'),
    region: name('The region'),
    country: name('The country'),
    latitude: degrees(90),
    longitude: degrees(180),
  },
  {
    additionalProperties: false,
    description:
      "Replaces the file's names and position; `{}` for no place. Latitude and longitude in degrees, both or none.",
    examples: [example.place],
  },
);

/** `anyOf` instead of a list of types, since the alternatives differ in more than their type. */
const anyOf = <Value>(description: string, ...alternatives: object[]) =>
  Type.Optional(
    Type.Unsafe<Value | null>({ anyOf: [{ type: 'null' }, ...alternatives], description }),
  );

export const MediaEdit = Type.Object(
  {
    title: orNull<string>('string', {
      maxLength: EDITS.titleCharacters,
      description: `The title; empty for none; ${BACK}`,
    }),
    description: orNull<string>('string', {
      maxLength: EDITS.descriptionCharacters,
      description: `The description; empty for none; ${BACK}`,
    }),
    tags: anyOf<Static<typeof Tags> | Static<typeof TagChange>>(
      `A list replaces the tags; an object adds and removes some; ${BACK}`,
      Tags,
      TagChange,
    ),
    favourite: orNull<boolean>('boolean', { description: 'Whether it is a favourite' }),
    archived: orNull<boolean>('boolean', { description: 'Whether it is archived' }),
    date: anyOf<string | Static<typeof DateShift>>(
      `A local time, \`2024\`, \`2024-05\`, \`2024-05-06\` or with a time and a UTC offset; or a shift; ${BACK}`,
      {
        type: 'string',
        pattern: '^\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?)?)?)?$',
      },
      DateShift,
    ),
    place: anyOf<Static<typeof PlaceEdit>>(`Where it is from; ${BACK}`, PlaceEdit),
    rating: orNull<number>('integer', {
      minimum: 0,
      maximum: EDITS.stars,
      description: `Stars, 0 for none; ${BACK}`,
    }),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'What the owner says about an item. A field that is absent stays as it is.',
    examples: [example.edit, { title: null, date: { shift: -3600 } }],
  },
);

export const EditHeaders = Type.Object(
  {
    'if-match': Type.Optional(
      Type.String({
        maxLength: EDITS.ifMatchCharacters,
        description:
          'Edits only if nobody has edited the item since: the `ETag` of an answer with the item, or its `revision` in quotes',
        examples: ['"1.3"'],
      }),
    ),
  },
  { examples: [{ 'if-match': '"1.3"' }] },
);

export const BatchEdit = Type.Object(
  {
    ids: Type.Optional(Type.Array(MediaId, { minItems: 1, maxItems: BATCH_IDS })),
    query: Type.Optional(FilterQuery),
    cursor: Type.Optional(
      Type.String({
        maxLength: CURSOR_CHARACTERS,
        description: 'With `query`: the cursor of the previous answer',
      }),
    ),
    edit: MediaEdit,
  },
  {
    additionalProperties: false,
    description: 'Edits the items of `ids`, or those that a `query` finds, as `GET /media` does',
    examples: [example.batch, { query: { tag: 'praia' }, edit: { rating: 4 } }],
  },
);

export const EditedItem = Type.Object(
  {
    id: MediaId,
    result: Type.Enum(['edited', 'unchanged', 'not-found', 'refused', 'failed'], {
      description:
        '`refused`: the item or the album has a limit, or a playlist accepts only songs. `failed`: repeat the request for this item.',
    }),
    code: Type.Optional(
      Type.String({ description: 'Of a refusal or a failure: the code of its problem' }),
    ),
  },
  { examples: [example.editedItem] },
);

export const BatchEdited = Type.Object(
  {
    items: Type.Array(EditedItem),
    cursor: CursorOut,
  },
  {
    description:
      'The result for each item. With `cursor`, the query has more: send it again with it.',
    examples: [{ items: [example.editedItem] }],
  },
);

export type MediaEdit = Static<typeof MediaEdit>;
export type EditHeaders = Static<typeof EditHeaders>;
export type BatchEdit = Static<typeof BatchEdit>;
export type EditedItem = Static<typeof EditedItem>;
export type BatchEdited = Static<typeof BatchEdited>;
