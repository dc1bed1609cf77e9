import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ApiKey, Catalog, KeySet } from '@galeria/catalog';
import { KEYS_REFRESH_MS } from '../limits.ts';
import { type KeyLog, readCache, writeCache } from './key-cache.ts';

export type KeyStore = Awaited<ReturnType<typeof openKeyStore>>;

export interface KeyStoreOptions {
  readonly catalog: Pick<Catalog, 'readKeys'>;
  /** The data folder, on which the last known set outlives an outage of the catalog. */
  readonly dataDir: string;
  readonly log: KeyLog;
}

/** Knows the API keys: from the catalog, once a minute, else as it last knew them. */
export async function openKeyStore({ catalog, dataDir, log }: KeyStoreOptions) {
  const cache = join(dataDir, 'keys.json');
  let keys = new Map<string, ApiKey>();
  let required: boolean | undefined;

  const learn = (set: KeySet) => {
    keys = new Map(set.keys.map((key) => [key.hash, key]));
    // A catalog that does not say has lost its keys, or never had one: what was known before counts.
    required = set.required ?? required;
  };

  async function refresh(): Promise<void> {
    try {
      const set = await catalog.readKeys();
      learn(set);
      required ??= false;
      await writeCache(cache, { keys: set.keys, required });
    } catch (err) {
      log.warn({ err, keys: keys.size }, 'API keys not refreshed, the last known ones stay');
    }
  }

  learn(await readCache(cache, log));
  await refresh();
  const timer = setInterval(refresh, KEYS_REFRESH_MS);
  timer.unref();

  return {
    /** Whether a request needs a key; also where nobody can say. */
    required: (): boolean => required ?? true,
    /** Finds the key of a token. Looking a hash up tells nothing of the token by its timing. */
    find: (token: string): ApiKey | undefined =>
      keys.get(createHash('sha256').update(token).digest('hex')),
    refresh,
    close: (): void => clearInterval(timer),
  };
}
