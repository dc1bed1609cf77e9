import type { Finding } from './findings.ts';

/** The counters of a pass, with their singular and plural labels. */
export const counters = {
  items: ['item checked', 'items checked'],
  originals: ['original checked', 'originals checked'],
  uploads: ['upload record checked', 'upload records checked'],
  renditions: ['gallery object checked', 'gallery objects checked'],
  rechecked: ['re-checked where sums differ', 're-checked where sums differ'],
  spools: ['local spool checked', 'local spools checked'],
} as const satisfies Readonly<Record<string, readonly [one: string, other: string]>>;

export type CounterName = keyof typeof counters;

/** The result of one step of a pass. */
export interface ScanResult {
  readonly seen: Readonly<Partial<Record<CounterName, number>>>;
  readonly findings: readonly Finding[];
  /** Number of items and objects not checked because they changed within the grace period. */
  readonly unchecked?: number;
}
