import { type ItemRecord, isTombstone, type LivingRecord } from '@galeria/catalog';
import { type KindDescriptor, kinds, recipeOf } from '@galeria/media';
import { CliError } from '../errors.ts';

/** Selects the items to rebuild with the current recipe. */
export interface Wanted {
  /** The digest of the current recipe by kind. */
  readonly recipes: ReadonlyMap<string, string>;
  /** Rendition names: select only items that lack one of them. Empty selects all outdated items. */
  readonly names: readonly string[];
}

/**
 * Finds the kinds that make the requested renditions.
 *
 * @throws CliError `usage` if no kind makes a rendition of that name.
 */
export function wantedBy(names: readonly string[]): Wanted {
  const all = kinds.flatMap(({ renditions }) => renditions);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    const detail = `unknown rendition ${unknown.join(', ')}; use one of ${all.join(', ')}`;
    throw new CliError('usage', { detail });
  }
  const makesOne = ({ renditions }: KindDescriptor) =>
    names.length === 0 || names.some((name) => renditions.includes(name));
  const marks = kinds.filter(makesOne).map((kind) => [kind.name, recipeOf(kind)] as const);
  return { recipes: new Map(marks), names };
}

/**
 * Whether an item was processed with another recipe and lacks a requested rendition. An item of the
 * current recipe is complete even without some of the names: a small picture has
 * only the largest level, in its own size, and the levels that are smaller than itself.
 *
 * Items with the status `stored` that were ready before are included: an interrupted rebuild leaves
 * them in that status.
 */
export function isDue(item: ItemRecord, { recipes, names }: Wanted): item is LivingRecord {
  if (isTombstone(item) || !item.renditions) return false;
  if (item.status !== 'ready' && item.status !== 'stored') return false;
  const recipe = recipes.get(item.kind);
  if (recipe === undefined || item.recipe === recipe) return false;
  const has = new Set(item.renditions.map(({ name }) => name));
  return names.length === 0 || names.some((name) => !has.has(name));
}
