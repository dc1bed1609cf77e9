import { type Static, Type } from 'typebox';
import * as example from '../examples/lists.ts';
import { EDITS, FACET_VALUES, FILTER_CHARACTERS, QUERY_CHARACTERS } from '../limits.ts';
import { MediaSummary, Status } from './media.ts';
import { CursorIn, CursorOut, KnownKind, Limit, Stale, ULID_PATTERN } from './primitives.ts';

const value = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: FILTER_CHARACTERS, description }));

const time = (description: string) =>
  Type.Optional(
    Type.String({
      pattern: '^\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?)?)?)?$',
      description: `${description}, included: \`2024\`, \`2024-05\`, \`2024-05-06\` or with a time`,
    }),
  );

const DEGREES = '-?\\d{1,3}(\\.\\d{1,10})?';

export const SORTS = ['date', 'uploaded', 'relevance', 'title', 'size', 'position'] as const;

/** Properties that an item can be required to have. */
export const HAS = ['gps', 'text', 'picture', 'note'] as const;

const filters = {
  q: Type.Optional(
    Type.String({ maxLength: QUERY_CHARACTERS, description: 'A search query; empty for none' }),
  ),
  kind: Type.Optional(KnownKind),
  status: Type.Optional(Status),
  from: time('The first date of an item'),
  to: time('The last date of an item'),
  camera: value('The make and model'),
  lens: value('The lens'),
  artist: value('The artist or album artist'),
  album: value('The album'),
  genre: value('A genre'),
  place: value('A city, region or country'),
  tag: value('A tag of the owner, or a keyword of the file'),
  inAlbum: Type.Optional(
    Type.String({
      pattern: ULID_PATTERN,
      description: 'The id of an album that has the item. `album` is the album of a song.',
    }),
  ),
  favourite: Type.Optional(Type.Boolean({ description: 'Only favourites, or only others' })),
  archived: Type.Optional(
    Type.Boolean({ description: 'Only archived items, or only others; all by default' }),
  ),
  rating: Type.Optional(
    Type.Integer({ minimum: 1, maximum: EDITS.stars, description: 'The fewest stars of an item' }),
  ),
  mimeType: value('The MIME type of the original'),
  bbox: Type.Optional(
    Type.String({
      pattern: `^${DEGREES}(,${DEGREES}){3}$`,
      description: 'Where it was: west, south, east and north in degrees, separated by commas',
    }),
  ),
  has: Type.Optional(
    Type.Array(Type.Enum([...HAS]), { description: 'Properties that items have, all of them' }),
  ),
};

export const FilterQuery = Type.Object(filters, {
  additionalProperties: false,
  examples: [example.filter],
});

export const ListQuery = Type.Object(
  {
    ...filters,
    sort: Type.Optional(
      Type.Enum([...SORTS], {
        description:
          '`relevance` by default with `q`, otherwise `uploaded`. `date` is when the picture was taken, or the document written. `position` is the order of an album: it needs `inAlbum`, and takes no `q`.',
      }),
    ),
    order: Type.Optional(
      Type.Enum(['asc', 'desc'], {
        description:
          '`asc` by default for titles and positions, otherwise `desc`. `relevance` is `desc`.',
      }),
    ),
    bin: Type.Optional(
      Type.Boolean({
        description:
          'Lists the bin instead, the last deleted first; only `order`, `limit` and `cursor` go with it',
      }),
    ),
    limit: Limit,
    cursor: CursorIn,
  },
  { additionalProperties: false, examples: [{ ...example.filter, sort: 'date', limit: 20 }] },
);

export const FacetQuery = Type.Object(
  {
    ...filters,
    values: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: FACET_VALUES.most,
        default: FACET_VALUES.default,
        description: 'The most values of each facet',
      }),
    ),
  },
  { additionalProperties: false, examples: [{ ...example.filter, values: 10 }] },
);

/** The fields about the index in each of its responses. */
const freshness = {
  complete: Type.Boolean({
    description: 'Whether the index has every item. False while it is being built.',
  }),
  stale: Stale,
};

export const MediaPage = Type.Object(
  {
    items: Type.Array(MediaSummary),
    cursor: CursorOut,
    total: Type.Optional(
      Type.Integer({ description: 'The number of all items, where it is known without counting' }),
    ),
    ...freshness,
  },
  { examples: [example.page] },
);

export const Timeline = Type.Object(
  {
    total: Type.Integer(),
    months: Type.Array(Type.Object({ month: Type.String(), count: Type.Integer() })),
    days: Type.Array(Type.Object({ day: Type.String(), count: Type.Integer() })),
    ...freshness,
  },
  {
    description: 'Items by month and day, the newest first, without those that have none',
    examples: [example.timeline],
  },
);

const FacetValues = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));

export const Facets = Type.Object(
  {
    facets: Type.Object({
      kind: FacetValues,
      year: FacetValues,
      camera: FacetValues,
      lens: FacetValues,
      artist: FacetValues,
      album: FacetValues,
      genre: FacetValues,
      place: FacetValues,
      tag: FacetValues,
    }),
    ...freshness,
  },
  { description: 'The most frequent values, the most frequent first', examples: [example.facets] },
);

export type FilterQuery = Static<typeof FilterQuery>;
export type ListQuery = Static<typeof ListQuery>;
export type FacetQuery = Static<typeof FacetQuery>;
export type MediaPage = Static<typeof MediaPage>;
export type Timeline = Static<typeof Timeline>;
export type Facets = Static<typeof Facets>;
