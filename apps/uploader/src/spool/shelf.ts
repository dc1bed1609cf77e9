import type { MediaId } from '@galeria/media';
import type { SpoolEntry } from './recover.ts';

export type Shelf = ReturnType<typeof createShelf>;

/** The files of one state, found by upload and by item, however many there are. */
export function createShelf() {
  /** In the order of their arrival. */
  const byUpload = new Map<string, SpoolEntry>();
  const byItem = new Map<MediaId, Set<SpoolEntry>>();
  let bytes = 0;

  function take(upload: string): boolean {
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
      take(entry.upload);
      byUpload.set(entry.upload, entry);
      const same = byItem.get(entry.id);
      if (same) same.add(entry);
      else byItem.set(entry.id, new Set([entry]));
      bytes += entry.size;
    },
    /** False: it was not there. */
    take,
    has: (upload: string): boolean => byUpload.has(upload),
    /** Of one item, the oldest upload first. */
    of: (id: MediaId): SpoolEntry[] => [...(byItem.get(id) ?? [])],
    all: (): SpoolEntry[] => [...byUpload.values()],
    oldest: (): SpoolEntry | undefined => byUpload.values().next().value,
    size: (): number => byUpload.size,
    bytes: (): number => bytes,
  };
}
