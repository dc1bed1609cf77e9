import { type Static, Type } from 'typebox';
import * as example from '../examples/albums.ts';
import { cursor, mediaId } from '../examples/media.ts';
import { ALBUMS, BATCH_IDS, EDITS } from '../limits.ts';
import { EditedItem } from './edits.ts';
import { FilterQuery } from './lists.ts';
import { MediaSummary } from './media.ts';
import { CursorIn, CursorOut, Limit, MediaId, Time, ULID_PATTERN } from './primitives.ts';

export const AlbumId = Type.String({
  pattern: ULID_PATTERN,
  description: 'A ULID',
  examples: [example.albumId],
});

export const AlbumType = Type.Enum(['album', 'playlist'], {
  description: 'A `playlist` has songs alone',
});

export const AlbumSort = Type.Enum(['position', 'date', 'uploaded', 'title'], {
  description: 'The order of its items: `position` as they were arranged',
});

export const AlbumOrder = Type.Enum(['asc', 'desc']);

const Name = Type.String({ minLength: 1, maxLength: ALBUMS.nameCharacters, pattern: '\\S' });
const Description = Type.String({ maxLength: EDITS.descriptionCharacters });

const RULE =
  'A saved query: the album has the items that it finds. Such an album takes no items, and its `sort` is not `position`.';

export const NewAlbum = Type.Object(
  {
    name: Name,
    description: Type.Optional(Description),
    type: Type.Optional(AlbumType),
    sort: Type.Optional(AlbumSort),
    order: Type.Optional(AlbumOrder),
    cover: Type.Optional(MediaId),
    rule: Type.Optional({ ...FilterQuery, description: RULE }),
  },
  { additionalProperties: false, examples: [example.newAlbum, example.newRule] },
);

export const AlbumEdit = Type.Object(
  {
    name: Type.Optional(Name),
    description: Type.Optional(Description),
    sort: Type.Optional(AlbumSort),
    order: Type.Optional(AlbumOrder),
    cover: Type.Optional(
      Type.Unsafe<string | null>({
        anyOf: [{ type: 'null' }, MediaId],
        description: 'The item whose picture is shown; null for the first one',
      }),
    ),
    rule: Type.Optional({ ...FilterQuery, description: 'Of an album by rule: another query' }),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'A field that is absent stays as it is. An empty description is none.',
    examples: [{ name: 'Praias do Rio', cover: mediaId }],
  },
);

export const Album = Type.Object(
  {
    id: AlbumId,
    name: Type.String(),
    description: Type.Optional(Type.String()),
    type: AlbumType,
    sort: AlbumSort,
    order: AlbumOrder,
    rule: Type.Optional(FilterQuery),
    count: Type.Optional(
      Type.Integer({ description: 'Its items, where the number is known without counting' }),
    ),
    cover: Type.Optional({
      ...MediaSummary,
      description: 'The chosen item, or else the first one. Absent if the album is empty.',
    }),
    createdAt: Time,
    changedAt: Time,
    revision: Type.String({
      description: 'Counts the changes of its fields, for `If-Match`',
      examples: ['1'],
    }),
  },
  { examples: [example.album] },
);

export const AlbumPage = Type.Object(
  { albums: Type.Array(Album, { description: 'The newest first' }), cursor: CursorOut },
  { examples: [{ albums: [example.album], cursor }] },
);

export const AlbumQuery = Type.Object(
  { limit: Limit, cursor: CursorIn },
  { additionalProperties: false, examples: [{ limit: 20 }] },
);

export const ByAlbum = Type.Object({ id: AlbumId }, { examples: [{ id: example.albumId }] });

const Ids = Type.Array(MediaId, { minItems: 1, maxItems: BATCH_IDS });

export const AlbumItems = Type.Object(
  {
    add: Type.Optional(Ids),
    before: Type.Optional({
      ...MediaId,
      description: 'The item before which those of `add` stand; without it they are appended',
    }),
    remove: Type.Optional(Ids),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description:
      'Items to add in this order, or to move where the album has them, and items to remove. Without `before`, an item that the album has stays where it is.',
    examples: [{ add: [mediaId] }, { remove: [mediaId] }],
  },
);

export const AlbumItemsChanged = Type.Object(
  { items: Type.Array(EditedItem) },
  { description: 'The result for each item', examples: [{ items: [example.placed] }] },
);

export type NewAlbum = Static<typeof NewAlbum>;
export type AlbumEdit = Static<typeof AlbumEdit>;
export type Album = Static<typeof Album>;
export type AlbumPage = Static<typeof AlbumPage>;
export type AlbumQuery = Static<typeof AlbumQuery>;
export type AlbumItems = Static<typeof AlbumItems>;
export type AlbumItemsChanged = Static<typeof AlbumItemsChanged>;
