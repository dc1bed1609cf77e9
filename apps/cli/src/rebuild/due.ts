import { type ItemRecord, isTombstone, type LivingRecord } from '@galeria/catalog';
import { type KindDescriptor, kinds, recipeOf } from '@galeria/media';
import { CliError } from '../errors.ts';

/** What is to be brought to the present recipe. */
export interface Wanted {
  /** The recipe's mark, by kind. */
  readonly recipes: ReadonlyMap<string, string>;
  /** Only items that lack one of these; all where it is empty. */
  readonly names: readonly string[];
}

/**
 * Reads which renditions are asked for, out of the kinds that make them.
 *
 * @throws CliError `usage` for a name that no kind knows.
 */
export function wantedBy(names: readonly string[]): Wanted {
  const all = kinds.flatMap(({ renditions }) => renditions);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    const detail = `no kind makes ${unknown.join(', ')}; there are ${all.join(', ')}`;
    throw new CliError('usage', { detail });
  }
  const makesOne = ({ renditions }: KindDescriptor) =>
    names.length === 0 || names.some((name) => renditions.includes(name));
  const marks = kinds.filter(makesOne).map((kind) => [kind.name, recipeOf(kind)] as const);
  return { recipes: new Map(marks), names };
}

/**
 * Whether an item was made by another recipe and lacks what is wanted. One that was made by the present
 * recipe has all that it ever gets: a small picture has no large levels.
 *
 * One that waits to be processed counts too where it was ready before: a rebuild that was cut off may
 * have left it so, and its message behind.
 */
export function isDue(item: ItemRecord, { recipes, names }: Wanted): item is LivingRecord {
  if (isTombstone(item) || !item.renditions) return false;
  if (item.status !== 'ready' && item.status !== 'stored') return false;
  const recipe = recipes.get(item.kind);
  if (recipe === undefined || item.recipe === recipe) return false;
  const has = new Set(item.renditions.map(({ name }) => name));
  return names.length === 0 || names.some((name) => !has.has(name));
}
