import { type Static, Type } from 'typebox';
import * as example from '../examples/export.ts';
import { mediaId } from '../examples/media.ts';
import { EXPORT_IDS } from '../limits.ts';
import { AlbumId, AlbumOrder, AlbumSort, AlbumType } from './albums.ts';
import { MediaEdit } from './edits.ts';
import { FilterQuery } from './lists.ts';
import { DateSource, Place } from './media.ts';
import { Kind, MediaId, Time } from './primitives.ts';

export const ExportQuery = Type.Object(
  {
    ...FilterQuery.properties,
    ids: Type.Optional(
      Type.Array(MediaId, {
        minItems: 1,
        maxItems: EXPORT_IDS,
        description: 'The items to export, by repeating it; no filter goes with it',
      }),
    ),
    format: Type.Optional(
      Type.Enum(['zip', 'manifest'], {
        default: 'zip',
        description: '`zip`: originals, sidecars and `manifest.json`. `manifest`: that file alone.',
      }),
    ),
  },
  { additionalProperties: false, examples: [{ from: '2024-05' }, { ids: [mediaId] }] },
);

export const ExportedItem = Type.Object(
  {
    id: MediaId,
    path: Type.String({ description: 'Of the original, from the folder of the manifest' }),
    sidecar: Type.Optional(Type.String({ description: 'Of its XMP sidecar, if it was edited' })),
    kind: Kind,
    mimeType: Type.String(),
    size: Type.Integer({ description: 'Bytes' }),
    filenames: Type.Array(Type.String(), {
      description: 'The file names of its uploads, each once, the name that is shown first',
    }),
    createdAt: Time,
    date: Type.String({ description: 'Local time', examples: ['2024-05-06T07:08:09'] }),
    dateSource: DateSource,
    offset: Type.Optional(Type.String({ description: 'UTC offset of `date`, if known' })),
    title: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    tags: Type.Optional(Type.Array(Type.String())),
    favourite: Type.Optional(Type.Boolean({ description: 'Absent unless true' })),
    archived: Type.Optional(Type.Boolean({ description: 'Absent unless true' })),
    place: Type.Optional(Place),
    rating: Type.Optional(Type.Integer({ description: 'Stars, 1 to 5' })),
    edits: Type.Optional({
      ...MediaEdit,
      description: 'What the owner says, as `PATCH /media/:id` takes it; tags may be more',
    }),
    albums: Type.Optional(
      Type.Array(
        Type.Object({
          id: AlbumId,
          position: Type.String({ description: 'Orders the items of an album, as text in ASCII' }),
        }),
      ),
    ),
  },
  { examples: [example.item] },
);

export const ExportedAlbum = Type.Object(
  {
    id: AlbumId,
    name: Type.String(),
    description: Type.Optional(Type.String()),
    type: AlbumType,
    sort: AlbumSort,
    order: AlbumOrder,
    cover: Type.Optional(MediaId),
    rule: Type.Optional(FilterQuery),
    createdAt: Time,
  },
  { examples: [example.album] },
);

export const MissingItem = Type.Object(
  {
    id: MediaId,
    reason: Type.Enum(['deleted', 'not-stored'], {
      description:
        '`deleted`: during the export, or unknown. `not-stored`: the original is in a spool only; export it later.',
    }),
  },
  { examples: [{ id: mediaId, reason: 'deleted' }] },
);

export const ExportManifest = Type.Object(
  {
    format: Type.Enum(['galeria-export']),
    version: Type.Integer({ description: 'Grows with changes that readers must know' }),
    exportedAt: Time,
    items: Type.Array(ExportedItem),
    missing: Type.Array(MissingItem, { description: 'Items that were left out' }),
    albums: Type.Array(ExportedAlbum, {
      description: 'The albums of these items, and without a query all albums; the oldest first',
    }),
  },
  {
    description: 'What an export has: each item and all that its owner has added',
    examples: [example.manifest],
  },
);

/** For the reference: schemas of several media types have no examples of their own. */
export const exportedManifest: Static<typeof ExportManifest> = example.manifest;

export type ExportQuery = Static<typeof ExportQuery>;
export type ExportedItem = Static<typeof ExportedItem>;
export type ExportedAlbum = Static<typeof ExportedAlbum>;
export type MissingItem = Static<typeof MissingItem>;
export type ExportManifest = Static<typeof ExportManifest>;
