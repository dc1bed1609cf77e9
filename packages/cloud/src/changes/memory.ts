import type { ItemChangeEntry } from '@galeria/catalog';

/** Remembers the last change of each item that was applied; the oldest are forgotten first. */
export function createMemory(most: number) {
  const changes = new Map<string, string>();
  const changeOf = ({ version, changedAt }: ItemChangeEntry) => `${version} ${changedAt}`;
  return {
    has: (entry: ItemChangeEntry): boolean => changes.get(entry.id) === changeOf(entry),
    add(entry: ItemChangeEntry): void {
      changes.delete(entry.id);
      changes.set(entry.id, changeOf(entry));
      const oldest = changes.keys().next();
      if (changes.size > most && !oldest.done) changes.delete(oldest.value);
    },
  };
}
