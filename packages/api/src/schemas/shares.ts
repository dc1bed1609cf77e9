import { type Static, Type } from 'typebox';
import { cursor, mediaId } from '../examples/media.ts';
import * as example from '../examples/shares.ts';
import { EDITS, SHARES } from '../limits.ts';
import { AlbumId } from './albums.ts';
import { CursorIn, CursorOut, Limit, MediaId, Time, ULID_PATTERN } from './primitives.ts';

export const ShareType = Type.Enum(['share', 'drop'], {
  description: '`share` shows items, `drop` takes uploads',
});

const title = Type.Optional(
  Type.String({ maxLength: EDITS.titleCharacters, description: 'Visitors see it' }),
);

export const NewShare = Type.Object(
  {
    type: Type.Optional(ShareType),
    title,
    ids: Type.Optional(
      Type.Array(MediaId, {
        minItems: 1,
        maxItems: SHARES.ids,
        description: 'The items of a share, in this order',
      }),
    ),
    album: Type.Optional({
      ...AlbumId,
      description: 'The album that a share shows, or that the files of a drop go into',
    }),
    originals: Type.Optional(
      Type.Boolean({ description: 'Whether visitors may download originals' }),
    ),
    position: Type.Optional(
      Type.Boolean({
        description:
          'Whether visitors see positions, places and time zones. Without it, originals that have a position are not given.',
      }),
    ),
    maxFiles: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: SHARES.dropFiles.most,
        description: `The most files that a drop takes, ${SHARES.dropFiles.usual} by default`,
      }),
    ),
    maxBytes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: SHARES.dropBytes.most,
        description: `The most bytes that a drop takes, ${SHARES.dropBytes.usual} by default`,
      }),
    ),
    password: Type.Optional(
      Type.String({ minLength: 1, maxLength: SHARES.passwordCharacters, pattern: '\\S' }),
    ),
    expiresAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: `The end of the link: in ${SHARES.days.usual} days by default, in ${SHARES.days.most} at most`,
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'A share has either `ids` or `album`',
    examples: [example.newShare, { ids: [mediaId], originals: true }, example.newDrop],
  },
);

const share = {
  id: Type.String({ pattern: ULID_PATTERN, description: 'A ULID', examples: [example.shareId] }),
  type: ShareType,
  title: Type.Optional(Type.String()),
  ids: Type.Optional(Type.Array(MediaId, { description: 'Absent in lists' })),
  album: Type.Optional(AlbumId),
  originals: Type.Optional(Type.Boolean()),
  position: Type.Optional(Type.Boolean()),
  maxFiles: Type.Optional(Type.Integer()),
  maxBytes: Type.Optional(Type.Integer()),
  files: Type.Optional(Type.Integer({ description: 'Files that a drop has taken' })),
  bytes: Type.Optional(Type.Integer({ description: 'Bytes that a drop has taken' })),
  hasPassword: Type.Boolean(),
  createdAt: Time,
  expiresAt: { ...Time, description: 'The end of the link: RFC 3339, UTC' },
  views: Type.Integer({
    description: 'How often visitors opened it. Counted up to a minute late.',
  }),
  lastUsedAt: Type.Optional({ ...Time, description: 'When it was last opened or used' }),
};

export const Share = Type.Object(share, { examples: [example.share] });

export const CreatedShare = Type.Object(
  {
    ...share,
    token: Type.String({ description: 'Shown this once: only its hash is stored' }),
    url: Type.String({ description: 'The path of the page for visitors' }),
  },
  { examples: [example.createdShare] },
);

export const SharePage = Type.Object(
  { shares: Type.Array(Share, { description: 'The newest first' }), cursor: CursorOut },
  { examples: [{ shares: [example.share], cursor }] },
);

export const ShareQuery = Type.Object(
  { limit: Limit, cursor: CursorIn },
  { additionalProperties: false, examples: [{ limit: 20 }] },
);

export const ByShare = Type.Object({ id: share.id }, { examples: [{ id: example.shareId }] });

export type NewShare = Static<typeof NewShare>;
export type Share = Static<typeof Share>;
export type CreatedShare = Static<typeof CreatedShare>;
export type SharePage = Static<typeof SharePage>;
export type ShareQuery = Static<typeof ShareQuery>;
