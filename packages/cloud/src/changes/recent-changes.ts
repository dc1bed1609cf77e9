import type { ItemChangeEntry } from '@galeria/catalog';

/**
 * Holds the last change of each item that was applied.
 *
 * @param most items, of which the one that was applied least recently is removed first
 */
export function createRecentChanges(most: number) {
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
