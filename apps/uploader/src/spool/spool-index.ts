import type { MediaId } from '@galeria/media';
import type { SpoolEntry } from './entry.ts';

export type SpoolIndex = ReturnType<typeof createSpoolIndex>;

/** Indexes the files of one state by upload and by item, in order of arrival. */
export function createSpoolIndex() {
  const byUpload = new Map<string, SpoolEntry>();
  const byItem = new Map<MediaId, Set<SpoolEntry>>();
  let bytes = 0;

  function remove(upload: string): boolean {
    const entry = byUpload.get(upload);
    if (!entry) return false;
    byUpload.delete(upload);
    const same = byItem.get(entry.id);
    same?.delete(entry);
    if (same?.size === 0) byItem.delete(entry.id);
    bytes -= entry.size;
    return true;
  }

  return {
    put: (entry: SpoolEntry): void => {
      remove(entry.upload);
      byUpload.set(entry.upload, entry);
      const same = byItem.get(entry.id);
      if (same) same.add(entry);
      else byItem.set(entry.id, new Set([entry]));
      bytes += entry.size;
    },
    /** @returns false if the upload is not in the index */
    remove,
    has: (upload: string): boolean => byUpload.has(upload),
    /** The uploads of one item, oldest first. */
    ofItem: (id: MediaId): SpoolEntry[] => [...(byItem.get(id) ?? [])],
    all: (): SpoolEntry[] => [...byUpload.values()],
    oldest: (): SpoolEntry | undefined => byUpload.values().next().value,
    size: (): number => byUpload.size,
    bytes: (): number => bytes,
  };
}
