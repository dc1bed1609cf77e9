import { computed, signal } from '@preact/signals';
import { positionOf } from '../sources/neighbours.ts';
import { source } from '../sources/of-route.ts';
import { listing } from './route.ts';

/** The ids of the selected items. */
export const selected = signal<ReadonlySet<string>>(new Set());
export const isSelecting = computed(() => selected.value.size > 0);

/** Where a range begins. */
let anchor: string | undefined;

export function clearSelection(): void {
  if (selected.peek().size > 0) selected.value = new Set();
  anchor = undefined;
}

export function toggle(id: string): void {
  const next = new Set(selected.peek());
  if (!next.delete(id)) next.add(id);
  anchor = id;
  selected.value = next;
}

function add(ids: Iterable<string>): void {
  selected.value = new Set([...selected.peek(), ...ids]);
}

/** Selects everything from the last chosen item to this one, and loads it if necessary. */
export async function selectTo(id: string): Promise<void> {
  const list = source.peek();
  const from = list && anchor !== undefined ? positionOf(list, anchor) : undefined;
  const to = list && positionOf(list, id);
  if (!list || !from || !to) return toggle(id);
  const isDown =
    from.section < to.section || (from.section === to.section && from.index <= to.index);
  const [first, last] = isDown ? [from, to] : [to, from];
  for (let at = first.section; at <= last.section; at++) {
    const count = list.sections.peek()[at]?.count ?? 0;
    await list.reach(at, at === last.section ? last.index : count - 1);
    const ids = list.sections.peek()[at]?.ids ?? [];
    const begin = at === first.section ? first.index : 0;
    add(ids.slice(begin, at === last.section ? last.index + 1 : undefined));
  }
}

/** Selects all items of a section, or none of them if all are selected. */
export async function toggleSection(key: string): Promise<void> {
  const list = source.peek();
  const at = list?.sections.peek().findIndex((section) => section.key === key) ?? -1;
  if (!list || at === -1) return;
  await list.reach(at, (list.sections.peek()[at]?.count ?? 1) - 1);
  const ids = list.sections.peek()[at]?.ids ?? [];
  if (ids.every((id) => selected.peek().has(id))) {
    const gone = new Set(ids);
    selected.value = new Set([...selected.peek()].filter((id) => !gone.has(id)));
  } else {
    add(ids);
  }
}

listing.subscribe(clearSelection);
