import { createHash, randomBytes } from 'node:crypto';
import type { Catalog } from '@galeria/catalog';

const NAME = 'npm start, while it sends files';

/** The API key of `npm start -- files`. The token is undefined if the API requires no key. */
export interface TemporaryKey {
  readonly token: string | undefined;
  revoke(): Promise<void>;
}

/**
 * Creates a key to upload files with, if the API requires keys, and revokes keys that a killed run left
 * behind. A user who can start this cloud owns its data.
 */
export async function createTemporaryKey(catalog: Catalog): Promise<TemporaryKey> {
  const { keys, required } = await catalog.readKeys();
  for (const { hash } of keys.filter(({ name }) => name === NAME)) await catalog.revokeKey(hash);
  if (!required) return { token: undefined, revoke: async () => {} };
  const token = `gal_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(token).digest('hex');
  await catalog.putKey({
    hash,
    name: NAME,
    scopes: ['upload', 'read'],
    createdAt: new Date().toISOString(),
  });
  return {
    token,
    revoke: async () => {
      await catalog.revokeKey(hash);
    },
  };
}
