import { createHash, randomBytes } from 'node:crypto';

/** Random bytes of the secret part of a token: 192 bits. */
const SECRET_BYTES = 24;

/** The id of the link, a ULID, and then the secret in base64url. */
const TOKEN = /^(?<id>[0-9A-HJKMNP-TV-Z]{26})(?<secret>[\w-]{32})$/;

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const tokenOf = (id: string, secret: string): string => `${id}${secret}`;

/** Undefined if the text is not a token. */
export function parseToken(token: string): { id: string; secretHash: string } | undefined {
  const { id, secret } = TOKEN.exec(token)?.groups ?? {};
  return id === undefined || secret === undefined ? undefined : { id, secretHash: hashOf(secret) };
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
