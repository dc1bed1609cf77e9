import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiKey, Catalog } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { KEYS_REFRESH_MS } from '../limits.ts';

export type KeyStore = Awaited<ReturnType<typeof openKeyStore>>;

export interface KeyStoreOptions {
  readonly catalog: Pick<Catalog, 'listKeys'>;
  /** The data folder, on which the last known set outlives an outage of the catalog. */
  readonly dataDir: string;
  readonly log: FastifyBaseLogger;
}

/** Knows the API keys: from the catalog, once a minute, else as it last knew them. */
export async function openKeyStore({ catalog, dataDir, log }: KeyStoreOptions) {
  const cache = join(dataDir, 'keys.json');
  let keys = new Map<string, ApiKey>();

  const learn = (all: readonly ApiKey[]) => {
    keys = new Map(all.map((key) => [key.hash, key]));
  };

  async function refresh(): Promise<void> {
    try {
      const all = await catalog.listKeys();
      learn(all);
      await writeCache(cache, all);
    } catch (err) {
      log.warn({ err, keys: keys.size }, 'API keys not refreshed, the last known ones stay');
    }
  }

  learn(await readCache(cache, log));
  await refresh();
  const timer = setInterval(refresh, KEYS_REFRESH_MS);
  timer.unref();

  return {
    /** How many keys are known. */
    count: (): number => keys.size,
    /** Finds the key of a token. Looking a hash up tells nothing of the token by its timing. */
    find: (token: string): ApiKey | undefined =>
      keys.get(createHash('sha256').update(token).digest('hex')),
    refresh,
    close: (): void => clearInterval(timer),
  };
}

async function readCache(path: string, log: FastifyBaseLogger): Promise<ApiKey[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ApiKey[];
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn({ err }, 'cached keys unreadable');
    return [];
  }
}

async function writeCache(path: string, keys: readonly ApiKey[]): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(keys));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
