import type { Section } from '../sources/source.ts';
import { ratioOfId } from '../store/items.ts';
import { arrange, estimate, type Frame, heightOf, type Row } from './layout.ts';

/** Where a section is, and its rows as far as its items are loaded. Pixels from the grid's top. */
export interface Placed {
  readonly section: Section;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly rows: readonly Row[];
}

export interface Plan {
  readonly placed: readonly Placed[];
  readonly height: number;
  readonly headHeight: number;
}

interface Cached {
  readonly frame: Frame;
  readonly shapes: number;
  readonly rows: readonly Row[];
}

/** Space below a section, in pixels. */
const BELOW = 24;

const cache = new WeakMap<Section, Cached>();

function rowsOf(section: Section, frame: Frame, shapes: number): readonly Row[] {
  if (section.ids.length === 0) return [];
  const known = cache.get(section);
  if (known?.frame === frame && known.shapes === shapes) return known.rows;
  const rows = arrange(section.ids.map(ratioOfId), frame);
  cache.set(section, { frame, shapes, rows });
  return rows;
}

/** Arranges all sections, one below the other. Unloaded items get an estimated height. */
export function planOf(
  sections: readonly Section[],
  frame: Frame,
  shapes: number,
  headHeight: number,
): Plan {
  let top = 0;
  const placed = sections.map((section, index): Placed => {
    const rows = rowsOf(section, frame, shapes);
    const rest = estimate(section.count - section.ids.length, frame);
    const known = heightOf(rows);
    const height = headHeight + known + (known > 0 && rest > 0 ? frame.gap : 0) + rest;
    const here = { section, index, top, height, rows };
    top += height + BELOW;
    return here;
  });
  return { placed, height: Math.max(0, top - BELOW), headHeight };
}

/** The last section that begins at or above a height, found in a logarithmic number of steps. */
export function sectionAt({ placed }: Plan, y: number): Placed | undefined {
  let [low, high] = [0, placed.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((placed[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return placed[low];
}

/** The sections between two heights. */
export function sectionsBetween(plan: Plan, from: number, to: number): readonly Placed[] {
  const first = sectionAt(plan, from)?.index ?? 0;
  const last = sectionAt(plan, to)?.index ?? -1;
  return plan.placed.slice(first, last + 1);
}

/** The rows of a section between two heights of the grid. */
export const rowsBetween = (
  { top, rows }: Placed,
  headHeight: number,
  from: number,
  to: number,
): readonly Row[] => {
  const start = top + headHeight;
  return rows.filter((row) => start + row.top + row.height >= from && start + row.top <= to);
};
