import type { Violation } from './history.ts';

/** Watches what is written to the catalog: the generation of an item only grows. */
export function watchGenerations(report: (violation: Violation) => void) {
  const last = new Map<string, number>();
  return (row: Record<string, unknown>): void => {
    const { pk, sk, generation } = row as Record<string, { S?: string; N?: string } | undefined>;
    if (sk?.S !== 'ITEM' || pk?.S === undefined) return;
    const next = Number(generation?.N);
    const before = last.get(pk.S) ?? 0;
    if (next < before) {
      report({ promise: 'generation-grows', detail: `${pk.S}: ${before} became ${next}` });
    }
    last.set(pk.S, next);
  };
}
