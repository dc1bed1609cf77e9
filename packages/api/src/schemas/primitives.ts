import { kinds } from '@galeria/media';
import { type Static, Type } from 'typebox';
import { createdAt, cursor, mediaId, uploadUlid } from '../examples/media.ts';
import { CURSOR_CHARACTERS, KIND_CHARACTERS, PAGE } from '../limits.ts';

export const MediaId = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: "SHA-256 of the original's bytes, in lower-case hexadecimal",
  examples: [mediaId],
});

export const Ulid = Type.String({ description: 'A ULID', examples: [uploadUlid] });

/** The pattern of a ULID in a request. */
export const ULID_PATTERN = '^[0-9A-HJKMNP-TV-Z]{26}$';

export const Time = Type.String({ description: 'RFC 3339, UTC', examples: [createdAt] });

export const Kind = Type.String({
  maxLength: KIND_CHARACTERS,
  description: 'A media kind: `image`, `audio` or `document`',
});

/** A media kind in a request, where an unknown one is refused. */
export const KnownKind = Type.Enum(
  kinds.map(({ name }) => name),
  { examples: ['image'] },
);

/** Since when an answer may lack changes. */
export const Stale = Type.Optional(
  Type.String({
    description:
      'Present while the catalog is unreachable: the answer has the changes up to this time (RFC 3339, UTC)',
    examples: [createdAt],
  }),
);

export const Limit = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: PAGE.most,
    default: PAGE.default,
    description: 'The most entries of the page',
    examples: [20],
  }),
);

export const CursorIn = Type.Optional(
  Type.String({
    maxLength: CURSOR_CHARACTERS,
    description: 'The cursor of the previous page, with the same parameters',
  }),
);

export const CursorOut = Type.Optional(
  Type.String({
    description: 'The cursor of the next page. Absent on the last page.',
    examples: [cursor],
  }),
);

export const Scope = Type.Enum(['upload', 'read', 'manage'], { examples: ['read'] });

export type Scope = Static<typeof Scope>;

export const ById = Type.Object({ id: MediaId }, { examples: [{ id: mediaId }] });
