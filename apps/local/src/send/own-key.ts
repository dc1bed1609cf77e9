import { createHash, randomBytes } from 'node:crypto';
import type { Catalog } from '@galeria/catalog';

const NAME = 'npm start, while it sends files';

/** What `npm start -- files` shows at the API; nothing where no key is needed. */
export interface OwnKey {
  readonly token: string | undefined;
  takeBack(): Promise<void>;
}

/**
 * Makes a key for as long as files are sent, where the API asks for keys: whoever can start this
 * cloud owns its data. One that a killed run left behind is taken away first.
 */
export async function makeOwnKey(catalog: Catalog): Promise<OwnKey> {
  const { keys, required } = await catalog.readKeys();
  for (const { hash } of keys.filter(({ name }) => name === NAME)) await catalog.revokeKey(hash);
  if (!required) return { token: undefined, takeBack: async () => {} };
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
    takeBack: async () => {
      await catalog.revokeKey(hash);
    },
  };
}
