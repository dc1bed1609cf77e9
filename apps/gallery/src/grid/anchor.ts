import type { Anchor } from '../store/route.ts';
import { estimate, type Frame } from './layout.ts';
import { type Plan, rowsBetween, sectionAt } from './plan.ts';

/** Describes what is at a height of the grid, so that it can be found again in another layout. */
export function anchorAt(plan: Plan, y: number): Anchor | undefined {
  const place = sectionAt(plan, y);
  if (!place) return undefined;
  const { section, top } = place;
  const row = rowsBetween(place, plan.headHeight, y, y + 1_000)[0];
  const index = row?.boxes[0]?.index;
  if (!row || index === undefined || y <= top) {
    return { section: section.key, index: 0, offset: top - y };
  }
  const offset = top + plan.headHeight + row.top - y;
  return { section: section.key, id: section.ids[index], index, offset };
}

/** Returns the height at which the anchor's window top is now, and whether its item is loaded. */
export function findAnchor(plan: Plan, anchor: Anchor, frame: Frame) {
  const { section: key, id, index, offset } = anchor;
  // Days are in descending order: without the day, the next older one is shown.
  const place =
    plan.placed.find(({ section }) => section.key === key) ??
    plan.placed.find(({ section }) => section.key <= key);
  if (!place) return undefined;
  if (id === undefined) return { y: place.top - offset, index: place.index, isFound: true };
  const at = place.section.ids.indexOf(id);
  const row = place.rows.find(({ boxes }) => boxes.some((box) => box.index === at));
  if (at !== -1 && row) {
    const y = place.top + plan.headHeight + row.top - offset;
    return { y, index: place.index, isFound: true };
  }
  const above = estimate(index, frame);
  const isFound = place.section.state === 'loaded';
  return { y: place.top + plan.headHeight + above - offset, index: place.index, isFound };
}
