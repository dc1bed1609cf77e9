import { focusTile } from '../store/focus.ts';
import { isSelecting, selectTo, toggle } from '../store/selection.ts';
import type { Placed, Plan } from './plan.ts';

interface Spot {
  readonly place: Placed;
  readonly row: number;
  readonly box: number;
}

/** Moves the focus among the tiles by arrow keys, and selects by `x` or the space bar. */
export function moveFocus(event: KeyboardEvent, plan: Plan): void {
  const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;
  if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'x' || event.key === ' ') {
    event.preventDefault();
    if (event.shiftKey && isSelecting.peek()) void selectTo(id);
    else toggle(id);
    return;
  }
  const next = nextOf(plan, id, event.key);
  if (next === undefined) return;
  event.preventDefault();
  if (event.shiftKey) {
    if (!isSelecting.peek()) toggle(id);
    void selectTo(next);
  }
  focusTile(next);
}

function nextOf(plan: Plan, id: string, key: string): string | undefined {
  const spot = spotOf(plan, id);
  if (!spot) return undefined;
  const { place, row, box } = spot;
  const index = place.rows[row]?.boxes[box]?.index ?? 0;
  if (key === 'ArrowRight') {
    return place.section.ids[index + 1] ?? plan.placed[place.index + 1]?.section.ids[0];
  }
  if (key === 'ArrowLeft') {
    return place.section.ids[index - 1] ?? plan.placed[place.index - 1]?.section.ids.at(-1);
  }
  if (key === 'ArrowDown') {
    const below = place.rows[row + 1];
    const next = plan.placed[place.index + 1];
    return nearest(spot, below ? place : next, below ? row + 1 : 0);
  }
  if (key === 'ArrowUp') {
    const above = place.rows[row - 1];
    const before = plan.placed[place.index - 1];
    return nearest(spot, above ? place : before, above ? row - 1 : (before?.rows.length ?? 0) - 1);
  }
  return undefined;
}

function spotOf(plan: Plan, id: string): Spot | undefined {
  for (const place of plan.placed) {
    const at = place.section.ids.indexOf(id);
    if (at === -1) continue;
    for (const [row, { boxes }] of place.rows.entries()) {
      const box = boxes.findIndex(({ index }) => index === at);
      if (box !== -1) return { place, row, box };
    }
  }
  return undefined;
}

/** The tile of a row whose middle is nearest to that of the given one. */
function nearest(from: Spot, place: Placed | undefined, row: number): string | undefined {
  const start = from.place.rows[from.row]?.boxes[from.box];
  const boxes = place?.rows[row]?.boxes;
  if (!start || !boxes || !place) return undefined;
  const middle = start.left + start.width / 2;
  const distance = (box: { left: number; width: number }) =>
    Math.abs(box.left + box.width / 2 - middle);
  const best = boxes.reduce((one, other) => (distance(other) < distance(one) ? other : one));
  return place.section.ids[best.index];
}
