import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ApiKey, Catalog, KeySet } from '@galeria/catalog';
import { KEYS_REFRESH_MS } from '../limits.ts';
import { type KeyLog, readCache, writeCache } from './key-cache.ts';

export type KeyStore = Awaited<ReturnType<typeof openKeyStore>>;

export interface KeyStoreOptions {
  readonly catalog: Pick<Catalog, 'readKeys'>;
  /** The data folder, which holds the cached keys. */
  readonly dataDir: string;
  readonly log: KeyLog;
}

/** Reads the API keys from the catalog once a minute, and caches them for outages. */
export async function openKeyStore({ catalog, dataDir, log }: KeyStoreOptions) {
  const cache = join(dataDir, 'keys.json');
  let keys = new Map<string, ApiKey>();
  let required: boolean | undefined;

  const apply = (set: KeySet) => {
    keys = new Map(set.keys.map((key) => [key.hash, key]));
    // A catalog without the flag lost its keys or never had one: keep the earlier value.
    required = set.required ?? required;
  };

  async function refresh(): Promise<void> {
    try {
      const set = await catalog.readKeys();
      apply(set);
      required ??= false;
      await writeCache(cache, { keys: set.keys, required });
    } catch (err) {
      log.warn({ err, keys: keys.size }, 'refreshing API keys failed, using cached keys');
    }
  }

  apply(await readCache(cache, log));
  await refresh();
  const timer = setInterval(refresh, KEYS_REFRESH_MS);
  timer.unref();

  return {
    /** Whether requests require a key; true if unknown. */
    required: (): boolean => required ?? true,
    /** Finds the key of a token. Looking up a hash leaks nothing about the token by its timing. */
    find: (token: string): ApiKey | undefined =>
      keys.get(createHash('sha256').update(token).digest('hex')),
    /** Finds the key with this hash of its token. */
    byHash: (hash: string): ApiKey | undefined => keys.get(hash),
    refresh,
    close: (): void => clearInterval(timer),
  };
}
