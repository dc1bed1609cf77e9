import { type Static, Type } from 'typebox';
import { cursor, mediaId } from '../examples/media.ts';
import * as example from '../examples/shares.ts';
import { SHARES } from '../limits.ts';
import { Original, Place, Rendition, Source } from './media.ts';
import { CursorIn, CursorOut, Kind, Limit, MediaId, Time } from './primitives.ts';
import { ShareType } from './shares.ts';

/** The fields that visitors of a link see. A field that is not listed here reaches no visitor. */

export const ByToken = Type.Object(
  { token: Type.String({ description: 'The token of a link' }) },
  { examples: [{ token: example.shareToken }] },
);

export const BySharedItem = Type.Object(
  { token: Type.String({ description: 'The token of a link' }), id: MediaId },
  { examples: [{ token: example.shareToken, id: mediaId }] },
);

export const Link = Type.Object(
  {
    type: ShareType,
    title: Type.Optional(Type.String({ description: 'Absent while the link is locked' })),
    isLocked: Type.Boolean({ description: 'Whether a password is needed first' }),
    expiresAt: Time,
    originals: Type.Optional(
      Type.Boolean({ description: 'Of a share: whether originals may be downloaded' }),
    ),
    files: Type.Optional(Type.Integer({ description: 'Of a drop: the files it still takes' })),
    bytes: Type.Optional(Type.Integer({ description: 'Of a drop: the bytes it still takes' })),
  },
  { description: 'A link as its visitors see it', examples: [example.link] },
);

export const SharedItem = Type.Object(
  {
    id: MediaId,
    kind: Kind,
    title: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    date: Type.String({ description: 'A local time, as in `MediaSummary`' }),
    width: Type.Optional(Type.Integer({ description: 'Pixels' })),
    height: Type.Optional(Type.Integer({ description: 'Pixels' })),
    durationMs: Type.Optional(Type.Integer()),
    artist: Type.Optional(Type.String()),
    album: Type.Optional(Type.String({ description: 'The album of a song' })),
    pages: Type.Optional(Type.Integer()),
    thumbhash: Type.Optional(Type.String()),
    place: Type.Optional({ ...Place, description: 'Only if the link shows positions' }),
    renditions: Type.Array(Rendition),
    sources: Type.Array(Source),
    original: Type.Optional(
      Type.Object(
        {
          ...Original.properties,
          url: Type.String({ description: 'A path on this host, valid for an hour or two' }),
        },
        { description: 'Only if the link gives originals' },
      ),
    ),
  },
  { examples: [example.sharedItem] },
);

export const SharedPage = Type.Object(
  { items: Type.Array(SharedItem), cursor: CursorOut },
  { examples: [{ items: [example.sharedItem], cursor }] },
);

export const SharedQuery = Type.Object(
  { limit: Limit, cursor: CursorIn },
  { additionalProperties: false, examples: [{ limit: 20 }] },
);

/** The parameters of the address of an original, which the listing gives. */
export const ProofQuery = Type.Object(
  {
    until: Type.Integer({ minimum: 0, description: 'Seconds since 1970' }),
    proof: Type.String({ maxLength: SHARES.proofCharacters }),
  },
  { additionalProperties: false, examples: [{ until: 1_795_943_702, proof: 'VJq0eX1bVZ' }] },
);

export const Unlock = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: SHARES.passwordCharacters }) },
  { additionalProperties: false, examples: [{ password: 'areia e sol' }] },
);

export const Dropped = Type.Object(
  {
    uploads: Type.Array(
      Type.Object({
        filename: Type.String(),
        size: Type.Integer({ description: 'Bytes' }),
      }),
    ),
  },
  {
    description: 'The files of a guest that are on disk',
    examples: [{ uploads: [{ filename: 'praia.jpg', size: 4_218_377 }] }],
  },
);

export type Dropped = Static<typeof Dropped>;
export type Link = Static<typeof Link>;
export type SharedItem = Static<typeof SharedItem>;
export type SharedPage = Static<typeof SharedPage>;
export type SharedQuery = Static<typeof SharedQuery>;
export type Unlock = Static<typeof Unlock>;
