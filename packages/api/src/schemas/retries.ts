import { type Static, Type } from 'typebox';
import { cursor, mediaId } from '../examples/media.ts';
import { retryRequest } from '../examples/operations.ts';
import { Status } from './media.ts';
import { CursorIn, CursorOut, KnownKind, MediaId } from './primitives.ts';

export const RetryRequest = Type.Object(
  {
    status: Type.Optional(Type.Enum(['failed'], { default: 'failed' })),
    kind: Type.Optional(KnownKind),
    since: Type.Optional(
      Type.String({ format: 'date-time', description: 'Retries only items created since then' }),
    ),
    code: Type.Optional(
      Type.String({ maxLength: 64, description: 'Retries only items that failed with this code' }),
    ),
    cursor: CursorIn,
  },
  {
    additionalProperties: false,
    description: 'Without a body, all failed items are retried',
    examples: [retryRequest],
  },
);

export const RetryResponse = Type.Object(
  {
    retried: Type.Integer({ description: 'Number of items' }),
    cursor: CursorOut,
  },
  { examples: [{ retried: 12, cursor }] },
);

export const RetriedItem = Type.Object(
  { id: MediaId, status: Status },
  { examples: [{ id: mediaId, status: 'stored' }] },
);

export type RetryRequest = Static<typeof RetryRequest>;
export type RetryResponse = Static<typeof RetryResponse>;
export type RetriedItem = Static<typeof RetriedItem>;
