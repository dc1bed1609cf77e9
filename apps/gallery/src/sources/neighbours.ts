import { peekItem } from '../store/items.ts';
import type { Section, Source } from './source.ts';

const NONE: Pick<Section, 'ids' | 'state'> = { ids: [], state: 'loaded' };

interface Position {
  readonly section: number;
  readonly index: number;
}

/** Returns where a loaded item is in the listing. */
export function positionOf(source: Source, id: string): Position | undefined {
  const item = peekItem(id);
  const sections = source.sections.value;
  const guess = item ? source.sectionOf(item) : -1;
  const index = sections[guess]?.ids.indexOf(id) ?? -1;
  if (index !== -1) return { section: guess, index };
  for (const [section, { ids }] of sections.entries()) {
    const at = ids.indexOf(id);
    if (at !== -1) return { section, index: at };
  }
  return undefined;
}

/** Loads the listing around an item, which may be far from what is loaded. */
export async function locate(source: Source, id: string): Promise<Position | undefined> {
  const known = positionOf(source, id);
  if (known) return known;
  const item = peekItem(id);
  const section = item ? source.sectionOf(item) : -1;
  if (section === -1) return undefined;
  for (let loaded = -1; ; ) {
    const { ids, state } = source.sections.peek()[section] ?? NONE;
    if (ids.includes(id) || state === 'loaded' || ids.length === loaded) break;
    loaded = ids.length;
    await source.reach(section, loaded);
  }
  return positionOf(source, id);
}

/** Whether there is an item `by` places after the given one, which must be loaded. */
export function hasNeighbour(source: Source, id: string, by: -1 | 1): boolean {
  const at = positionOf(source, id);
  if (!at) return false;
  const sections = source.sections.value;
  if (by === -1) return at.section > 0 || at.index > 0;
  const { count = 0, state = 'loaded' } = sections[at.section] ?? {};
  return at.section < sections.length - 1 || at.index < count - 1 || state === 'partial';
}

/** Returns the item before or after the given one, and loads it if necessary. */
export async function neighbourOf(
  source: Source,
  id: string,
  by: -1 | 1,
): Promise<string | undefined> {
  const at = positionOf(source, id);
  if (!at) return undefined;
  const section = (index: number) => source.sections.peek()[index];
  if (by === -1 && at.index > 0) return section(at.section)?.ids[at.index - 1];
  if (by === 1) {
    await source.reach(at.section, at.index + 1);
    const next = section(at.section)?.ids[at.index + 1];
    if (next !== undefined) return next;
    await source.reach(at.section + 1, 0);
    return section(at.section + 1)?.ids[0];
  }
  const before = section(at.section - 1);
  if (!before) return undefined;
  await source.reach(at.section - 1, before.count - 1);
  return section(at.section - 1)?.ids.at(-1);
}
