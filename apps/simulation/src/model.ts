import type { Operation } from './history.ts';
import { LATE_EFFECT_MS } from './limits.ts';

/** All that a client can tell of an item: it is there, or it is not. */
export type State = 'absent' | 'alive';

interface Step {
  readonly invokedAt: number;
  readonly endsAt: number;
  /** It may also never have taken effect. */
  readonly optional: boolean;
  /** The state after it; undefined where it cannot have got its answer in this one. */
  readonly apply: (state: State) => State | undefined;
}

const only = (needed: State) => (state: State) => (state === needed ? state : undefined);
const always = (next: State) => () => next;

/**
 * The state of its item that an operation reports; undefined if it reports none.
 *
 * A look that met a fault of the network may have been answered from the spool alone, which does not
 * know what the catalog knows. `204` is answered too where another deletion was quicker.
 */
function stepOf({ action, status, invokedAt, endedAt, disturbed }: Operation): Step | undefined {
  const answered = { invokedAt, endsAt: endedAt, optional: false };
  const unknown = { invokedAt, endsAt: endedAt + LATE_EFFECT_MS, optional: true };
  const isUnknown = status === undefined || status >= 500;
  switch (action) {
    case 'upload':
      if (status === 202) return { ...answered, apply: always('alive') };
      return isUnknown ? { ...unknown, apply: always('alive') } : undefined;
    case 'delete':
      if (status === 204) return { ...answered, apply: always('absent') };
      if (status === 404) return { ...answered, apply: only('absent') };
      return isUnknown ? { ...unknown, apply: always('absent') } : undefined;
    case 'look':
      if (disturbed || (status !== 200 && status !== 404)) return undefined;
      return { ...answered, apply: only(status === 200 ? 'alive' : 'absent') };
    default:
      return undefined;
  }
}

/**
 * Whether there is an order of an item's operations, each at one moment between its invocation and
 * its end, in which every answer is right (Wing and Gong, "Testing and verifying concurrent objects",
 * 1993).
 */
export function isLinearizable(operations: readonly Operation[]): boolean {
  const steps = operations.map(stepOf).filter((step) => step !== undefined);
  const seen = new Set<string>();

  function search(done: ReadonlySet<Step>, state: State): boolean {
    const left = steps.filter((step) => !done.has(step));
    if (left.every(({ optional }) => optional)) return true;
    const place = `${state} ${steps.map((step) => (done.has(step) ? 1 : 0)).join('')}`;
    if (seen.has(place)) return false;
    seen.add(place);
    // An operation that ended before another began comes before it.
    const first = Math.min(...left.map(({ endsAt }) => endsAt));
    return left
      .filter(({ invokedAt }) => invokedAt <= first)
      .some((step) => {
        const with_ = new Set([...done, step]);
        const next = step.apply(state);
        if (next !== undefined && search(with_, next)) return true;
        return step.optional && search(with_, state);
      });
  }
  return search(new Set(), 'absent');
}
