import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeletedItem, IndexedItem } from '../src/model.ts';

/** The id of a file that contains this text. */
export const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An item with everything that it must have. */
export const itemOf = (name: string, more: Partial<IndexedItem> = {}): IndexedItem => ({
  id: idOf(name),
  version: 1,
  generation: 1,
  kind: 'image',
  status: 'ready',
  date: '2024-05-06T07:08:09',
  uploaded: '2024-06-01T00:00:00Z',
  size: 1000,
  mimeType: 'image/jpeg',
  names: [`${name}.jpg`],
  document: { name },
  ...more,
});

export const deletedItem = (name: string, version: number, generation = 1): DeletedItem => ({
  id: idOf(name),
  version,
  generation,
  deleted: true,
});

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'galeria-index-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
