import { readFile } from 'node:fs/promises';
import type { ApiKey, KeySet } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { diskFiles } from '../spool/files.ts';
import { replaceDurably } from '../spool/replace.ts';

/** Where the keys' faults are logged. */
export type KeyLog = Pick<FastifyBaseLogger, 'error' | 'warn'>;

/**
 * Placeholder in the file when a key is required but none is left. No token has this hash. Older
 * versions, which read only an array of keys, then require a key as well.
 */
const NO_KEY: ApiKey = { hash: '', name: '', scopes: [], createdAt: '' };

/**
 * Reads the cached keys. Without a file, no key ever existed. If the file cannot be read, `required`
 * is undefined.
 */
export async function readCache(path: string, log: KeyLog): Promise<KeySet> {
  try {
    const cached = JSON.parse(await readFile(path, 'utf8')) as ApiKey[];
    return { keys: cached.filter(({ hash }) => hash !== ''), required: cached.length > 0 };
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return { keys: [], required: false };
    log.error({ err }, 'cached API keys unreadable, a key is required until the catalog answers');
    return { keys: [], required: undefined };
  }
}

/** Replaces the cached keys atomically and durably. */
export async function writeCache(path: string, { keys, required }: KeySet): Promise<void> {
  const cached = required && keys.length === 0 ? [NO_KEY] : keys;
  await replaceDurably(diskFiles, path, JSON.stringify(cached));
}
