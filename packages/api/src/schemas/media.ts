import {
  DATE_SOURCES,
  failures,
  kinds,
  type Metadata as MediaMetadata,
  notes,
} from '@galeria/media';
import { type Static, Type } from 'typebox';
import * as example from '../examples/media.ts';
import { Kind, MediaId, Stale, Time, Ulid } from './primitives.ts';

export const Status = Type.Enum(['received', 'stored', 'processing', 'ready', 'failed'], {
  description:
    '`received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.',
  examples: ['ready'],
});

export const DateSource = Type.Enum([...DATE_SOURCES, 'file-name', 'upload', 'edit'], {
  description:
    'Where the date comes from: `exif`, `xmp`, `iptc`, `gps`, `tag` and `document` are parts of the file. `file-name`: the name of the first upload. `upload`: the time of that upload, in UTC. `edit`: the owner.',
  examples: ['exif'],
});

export const Rendition = Type.Object(
  {
    name: Type.String({ description: 'Box, recipe version and format, such as `1280.v4.avif`' }),
    url: Type.String({ description: 'A path on this host, signed in a private gallery' }),
    mimeType: Type.String(),
    width: Type.Optional(Type.Integer({ description: 'Pixels as shown; pictures only' })),
    height: Type.Optional(Type.Integer({ description: 'Pixels as shown; pictures only' })),
    size: Type.Integer({ description: 'Bytes' }),
  },
  { examples: [example.rendition] },
);

export const Source = Type.Object(
  {
    type: Type.String({ description: 'MIME type' }),
    srcset: Type.String(),
    sizes: Type.String({ description: 'For a picture as wide as the viewport' }),
    width: Type.Integer({ description: 'Pixels of the widest rendition' }),
  },
  { description: 'A `<source>` of an HTML `<picture>` element', examples: [example.source] },
);

/** The store refused an original for good. A state of the spool, so no processor reports it. */
export const STORE_REFUSED = 'store-refused';

const failureCodes = [
  ...(Object.keys(failures) as (keyof typeof failures)[]),
  STORE_REFUSED,
] as const;

export const Failure = Type.Object(
  { code: Type.Enum([...failureCodes]), message: Type.String() },
  { description: 'The reason for which processing failed', examples: [example.failure] },
);

export const Note = Type.Object(
  { code: Type.Enum(Object.keys(notes) as (keyof typeof notes)[]), message: Type.String() },
  { description: 'A remark on an item that is `ready`', examples: [example.note] },
);

export const Attempt = Type.Object(
  {
    attempt: Ulid,
    startedAt: Time,
    outcome: Type.Optional(
      Type.Enum(['ready', 'failed', 'transient', 'superseded'], {
        description: 'Absent while the attempt runs, and for an attempt that was killed',
      }),
    ),
    code: Type.Optional(Type.String({ description: 'The code of the failure or fault' })),
    durationMs: Type.Optional(Type.Number()),
    memoryMiB: Type.Optional(Type.Number()),
    coldStart: Type.Optional(Type.Boolean()),
  },
  { description: 'One attempt to process an item', examples: [example.attempt] },
);

export const UploadRecord = Type.Object(
  {
    upload: Ulid,
    filename: Type.String(),
    mimeType: Type.String(),
    receivedAt: Time,
    cell: Type.String({ description: 'The uploader that received the file' }),
    address: Type.Optional(Type.String({ description: 'Scope `manage` only' })),
    key: Type.Optional(Type.String({ description: 'Name of the API key. Scope `manage` only' })),
    share: Type.Optional(
      Type.String({
        description: 'The id of the link by which a guest sent the file. Scope `manage` only',
      }),
    ),
    userAgent: Type.Optional(Type.String({ description: 'Scope `manage` only' })),
  },
  { description: 'One upload of an item', examples: [example.uploadRecord] },
);

export const Original = Type.Object(
  {
    size: Type.Integer({ description: 'Bytes' }),
    mimeType: Type.String(),
    filename: Type.String(),
  },
  { examples: [example.original] },
);

/** One schema for each kind, as its descriptor has it; `{}` until the item is `ready`. */
export const Metadata = Type.Unsafe<Partial<MediaMetadata>>(
  Type.Union(
    kinds.map(({ name, metadata }) => Type.Partial(metadata, { title: name })),
    {
      description: 'Metadata by media kind. Empty until the item is `ready`.',
      examples: Object.values(example.metadata),
    },
  ),
);

export const Place = Type.Object(
  {
    city: Type.Optional(Type.String()),
    region: Type.Optional(Type.String()),
    country: Type.Optional(Type.String()),
    latitude: Type.Optional(Type.Number({ description: 'Degrees, WGS 84' })),
    longitude: Type.Optional(Type.Number({ description: 'Degrees, WGS 84' })),
  },
  { description: 'The place of an item', examples: [example.place] },
);

/** The fields of an item that its owner can edit. */
const EDITABLE = [
  'title',
  'description',
  'tags',
  'favourite',
  'archived',
  'date',
  'place',
  'rating',
] as const;

/** The values of an item that are shown: the owner's, or else those of its file. */
const shown = {
  title: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Type.String())),
  favourite: Type.Optional(Type.Boolean({ description: 'Absent unless true' })),
  archived: Type.Optional(Type.Boolean({ description: 'Absent unless true' })),
  place: Type.Optional(Place),
  rating: Type.Optional(Type.Integer({ description: 'Stars, 1 to 5' })),
  binnedAt: Type.Optional({ ...Time, description: 'Since when it is in the bin' }),
  albums: Type.Optional(
    Type.Array(Type.String(), { description: 'The ids of the albums that it was added to' }),
  ),
  edited: Type.Optional(
    Type.Array(Type.Enum([...EDITABLE]), {
      description: 'The fields that the owner says. `metadata` has what the file says.',
    }),
  ),
  revision: Type.Optional(
    Type.String({
      description: 'Names the last edit, for `If-Match`. Absent until the item is in the catalog.',
      examples: ['1.3'],
    }),
  ),
};

const summary = {
  id: MediaId,
  kind: Kind,
  status: Status,
  createdAt: Time,
  date: Type.String({
    description:
      'The date of the item as a local time. Month, day and time are the first ones where the date lacks them.',
    examples: ['2024-05-06T07:08:09'],
  }),
  dateSource: DateSource,
  offset: Type.Optional(
    Type.String({ description: 'UTC offset of `date`, if known', examples: ['-03:00'] }),
  ),
  zone: Type.Optional(
    Type.String({
      description: 'IANA time zone of `date`, if known',
      examples: ['America/Sao_Paulo'],
    }),
  ),
  ...shown,
  failure: Type.Optional(Failure),
  note: Type.Optional(Note),
  original: Original,
  renditions: Type.Array(Rendition),
  sources: Type.Array(Source, {
    description: 'The pictures among the renditions, by format, the smallest format first',
  }),
  metadata: Metadata,
};

export const Snippet = Type.Object(
  {
    text: Type.String(),
    page: Type.Optional(
      Type.Integer({
        description: 'Page, slide or sheet, counted from 1, where the text has pages',
      }),
    ),
    marks: Type.Array(Type.Array(Type.Integer()), {
      description: 'Start and end of each match in `text`, in UTF-16 code units',
    }),
  },
  { description: 'Where the text of an item matches the query', examples: [example.snippet] },
);

export const MediaSummary = Type.Object(
  { ...summary, snippet: Type.Optional(Snippet) },
  { examples: [{ ...example.summary, snippet: example.snippet }] },
);

export const MediaItem = Type.Object(
  {
    ...summary,
    attempts: Type.Array(Attempt, { description: 'The newest 100. Empty if `stale`.' }),
    uploads: Type.Array(UploadRecord, {
      description: 'The newest 100. If `stale`, only those in the spool.',
    }),
    stale: Stale,
  },
  { examples: [example.item] },
);

export type Status = Static<typeof Status>;
export type DateSource = Static<typeof DateSource>;
export type Rendition = Static<typeof Rendition>;
export type Source = Static<typeof Source>;
export type Snippet = Static<typeof Snippet>;
export type MediaSummary = Static<typeof MediaSummary>;
export type MediaItem = Static<typeof MediaItem>;
