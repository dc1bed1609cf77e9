import type { MediaSummary } from '@galeria/api/client';
import type { Conditions } from '../api/client.ts';

const FLAGS = new Set(['kind', 'favourite', 'archived']);

/** Whether an item meets the conditions, or undefined if only the server can tell. */
export function matches(item: MediaSummary, conditions: Conditions): boolean | undefined {
  const { kind, favourite, archived } = conditions;
  if (kind !== undefined && item.kind !== kind) return false;
  if (favourite !== undefined && (item.favourite ?? false) !== favourite) return false;
  if (archived !== undefined && (item.archived ?? false) !== archived) return false;
  return Object.keys(conditions).every((name) => FLAGS.has(name)) ? true : undefined;
}
