import type { Heard } from '../events/listener.ts';
import type { Finding } from './findings.ts';

/** The last change of an item, by its row in the catalog. */
export interface LastChange {
  readonly id: string;
  readonly version: number;
}

/** Items whose last change has no event. */
export function withoutEvent(
  { arrivals }: Pick<Heard, 'arrivals'>,
  changes: readonly LastChange[],
): LastChange[] {
  const heard = new Set(arrivals.map(({ id, version }) => `${id} ${version}`));
  return changes.filter(({ id, version }) => !heard.has(`${id} ${version}`));
}

/** Compares the events with the catalog, and with each other. */
export function judgeEvents(heard: Heard, changes: readonly LastChange[]): Finding[] {
  const { arrivals, early, resets } = heard;
  return [
    ...withoutEvent(heard, changes).map(
      ({ id, version }): Finding => ({
        fault: 'event-lost',
        subject: id,
        detail: `no event of version ${version}`,
      }),
    ),
    ...early.map(
      ({ id, type, version }): Finding => ({
        fault: 'event-early',
        subject: id,
        detail: `${type}, version ${version}`,
      }),
    ),
    ...ambiguous(
      arrivals.map(({ id, version, eventId }) => [`${id} ${version}`, eventId]),
      'one change has the ids',
    ),
    ...ambiguous(
      arrivals.map(({ id, version, eventId }) => [eventId, `${id} ${version}`]),
      'one id has the changes',
    ),
    ...resets.map((reason): Finding => ({ fault: 'event-lost', subject: 'reset', detail: reason })),
  ];
}

/** Finds keys with more than one value. */
function ambiguous(pairs: readonly (readonly [string, string])[], what: string): Finding[] {
  const values = Map.groupBy(pairs, ([key]) => key);
  return [...values].flatMap(([subject, all]): Finding[] => {
    const different = new Set(all.map(([, value]) => value));
    if (different.size === 1) return [];
    return [{ fault: 'event-id', subject, detail: `${what} ${[...different].join(', ')}` }];
  });
}
