import { type Static, Type } from 'typebox';
import { createdAt } from '../examples/media.ts';
import { Scope, Time } from './primitives.ts';

const sessionId = '5f16c3f2f6b1a6c0d5a2b1e8e7e3a1a84e7a3e0f7e1d5b6c1b0f2f8b6e2c9d10';

const session = {
  id: sessionId,
  key: 'phone',
  createdAt,
  expiresAt: '2026-12-28T09:15:02.114Z',
};

export const SignIn = Type.Object(
  { key: Type.String({ maxLength: 64, description: 'An API key, `gal_…`' }) },
  { additionalProperties: false, examples: [{ key: 'gal_…' }] },
);

const signedIn = {
  key: Type.Optional(
    Type.String({
      description:
        'Name of the API key. Absent where none is required, and where nobody is signed in',
    }),
  ),
  scopes: Type.Array(Scope),
};

export const SignedIn = Type.Object(signedIn, {
  description: 'What the requests of this browser may do',
  examples: [{ key: 'phone', scopes: ['upload', 'read'] }],
});

export const Session = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9a-f]{64}$', examples: [sessionId] }),
    key: Type.String({ description: 'Name of the API key' }),
    createdAt: Time,
    expiresAt: Time,
    address: Type.Optional(Type.String()),
    userAgent: Type.Optional(Type.String()),
  },
  { examples: [session] },
);

export const SessionList = Type.Object(
  { sessions: Type.Array(Session, { description: 'The newest first' }) },
  { examples: [{ sessions: [session] }] },
);

export const BySession = Type.Object(
  { id: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  { examples: [{ id: sessionId }] },
);

export type SignIn = Static<typeof SignIn>;
export type SignedIn = Static<typeof SignedIn>;
export type Session = Static<typeof Session>;
export type SessionList = Static<typeof SessionList>;
