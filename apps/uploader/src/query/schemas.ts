import { Type } from 'typebox';
import { PAGE, QUERY_CHARACTERS } from '../limits.ts';

export const Rendition = Type.Object({
  name: Type.String(),
  url: Type.String(),
  mimeType: Type.String(),
  /** Pixels, as shown; of a picture. */
  width: Type.Optional(Type.Integer()),
  height: Type.Optional(Type.Integer()),
  /** Bytes. */
  size: Type.Integer(),
});

/** One `<source>` of a `<picture>`. */
export const Source = Type.Object({
  type: Type.String(),
  srcset: Type.String(),
  /** For a page on which the picture may be as wide as the window. */
  sizes: Type.String(),
  /** The widest of its renditions, in pixels. */
  width: Type.Integer(),
});

const Attempt = Type.Object({
  attempt: Type.String(),
  startedAt: Type.String(),
  outcome: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  durationMs: Type.Optional(Type.Number()),
  memoryMiB: Type.Optional(Type.Number()),
  coldStart: Type.Optional(Type.Boolean()),
});

const Upload = Type.Object({
  upload: Type.String(),
  filename: Type.String(),
  mimeType: Type.String(),
  receivedAt: Type.String(),
  cell: Type.String(),
  /** Who sent it: only for keys with `manage`. */
  address: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
  userAgent: Type.Optional(Type.String()),
});

const summary = {
  id: Type.String(),
  kind: Type.String(),
  /** received | stored | processing | ready | failed */
  status: Type.String(),
  createdAt: Type.String(),
  failure: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
  /** Of a `ready` item: what a person should know all the same, such as why it has no renditions. */
  note: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
  original: Type.Object({
    size: Type.Integer(),
    mimeType: Type.String(),
    filename: Type.String(),
  }),
  renditions: Type.Array(Rendition),
  /** The pictures among them, by format, the smallest files first. */
  sources: Type.Array(Source),
  metadata: Type.Record(Type.String(), Type.Any()),
};

export const MediaSummary = Type.Object(summary);

export const MediaItem = Type.Object({
  ...summary,
  attempts: Type.Array(Attempt),
  uploads: Type.Array(Upload),
});

export const MediaPage = Type.Object({
  items: Type.Array(MediaSummary),
  /** Absent on the last page. */
  cursor: Type.Optional(Type.String()),
});

export const ById = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

export const ListQuery = Type.Object({
  /** Words to find; nothing of it lists everything. */
  q: Type.Optional(Type.String({ maxLength: QUERY_CHARACTERS })),
  kind: Type.Optional(Type.String({ maxLength: 64 })),
  limit: Type.Integer({ minimum: 1, maximum: PAGE.most, default: PAGE.default }),
  cursor: Type.Optional(Type.String({ maxLength: 1024 })),
});
