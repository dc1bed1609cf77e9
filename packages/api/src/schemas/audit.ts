import { type Static, Type } from 'typebox';
import { cursor } from '../examples/media.ts';
import { auditEntry, auditQuery } from '../examples/operations.ts';
import { CursorIn, CursorOut, Kind, Limit, MediaId, Time, Ulid } from './primitives.ts';

export const AuditEntry = Type.Object(
  {
    entry: Ulid,
    at: Time,
    event: Type.Enum(['upload', 'deletion', 'retry', 'edit', 'album', 'bin', 'restore', 'share']),
    result: Type.String({ description: '`accepted`, or the code of the problem' }),
    cell: Type.String(),
    address: Type.Optional(Type.String()),
    key: Type.Optional(Type.String({ description: 'Name of the API key' })),
    share: Type.Optional(
      Type.String({ description: 'The id of the link by which a guest uploaded the file' }),
    ),
    userAgent: Type.Optional(Type.String()),
    id: Type.Optional(MediaId),
    kind: Type.Optional(Kind),
    mimeType: Type.Optional(Type.String()),
    size: Type.Optional(Type.Integer({ description: 'Bytes' })),
    filename: Type.Optional(Type.String()),
    detail: Type.Optional(
      Type.String({ description: 'The detail of the problem, or the names of the edited fields' }),
    ),
    items: Type.Optional(Type.Integer({ description: 'Number of retried or edited items' })),
  },
  { examples: [auditEntry] },
);

export const AuditPage = Type.Object(
  { entries: Type.Array(AuditEntry), cursor: CursorOut },
  { examples: [{ entries: [auditEntry], cursor }] },
);

export const AuditQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'First time; a week before `to` by default',
      }),
    ),
    to: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'End time, exclusive; now by default',
      }),
    ),
    key: Type.Optional(
      Type.String({
        maxLength: 256,
        description: 'Name of an API key',
      }),
    ),
    limit: Limit,
    cursor: CursorIn,
  },
  { examples: [auditQuery] },
);

export type AuditEntry = Static<typeof AuditEntry>;
export type AuditPage = Static<typeof AuditPage>;
export type AuditQuery = Static<typeof AuditQuery>;
