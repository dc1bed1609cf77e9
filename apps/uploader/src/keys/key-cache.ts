import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ApiKey, KeySet } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { diskFiles } from '../spool/files.ts';

/** Where the keys' faults are logged. */
export type KeyLog = Pick<FastifyBaseLogger, 'error' | 'warn'>;

/**
 * Stands in the file where a key is required and none is left. No token has this hash, and versions
 * that know arrays of keys only require a key by it as well.
 */
const NO_KEY: ApiKey = { hash: '', name: '', scopes: [], createdAt: '' };

/**
 * Reads the last known keys. Where there is no file, no key was ever known; where it cannot be read,
 * nobody knows, and `required` is undefined.
 */
export async function readCache(path: string, log: KeyLog): Promise<KeySet> {
  try {
    const cached = JSON.parse(await readFile(path, 'utf8')) as ApiKey[];
    return { keys: cached.filter(({ hash }) => hash !== ''), required: cached.length > 0 };
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return { keys: [], required: false };
    log.error({ err }, 'cached keys unreadable: one is required until the catalog answers');
    return { keys: [], required: undefined };
  }
}

/** Writes the known keys, whole and durably. */
export async function writeCache(path: string, { keys, required }: KeySet): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(required && keys.length === 0 ? [NO_KEY] : keys));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await diskFiles.syncFolder(dirname(path));
}
