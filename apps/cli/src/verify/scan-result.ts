import type { Finding } from './findings.ts';

/** What is counted while it is looked at. */
export const parts = {
  items: 'items looked at',
  originals: 'originals looked at',
  uploads: 'upload records looked at',
  renditions: 'objects in the gallery looked at',
  words: 'rows of search looked at',
  again: 'of them looked at one by one, where the sums differ',
  spools: 'spools of this machine looked at',
} as const;

export type Part = keyof typeof parts;

/** A step of a walk: how many of each it looked at, and what is wrong with them. */
export interface Look {
  readonly seen: Readonly<Partial<Record<Part, number>>>;
  readonly findings: readonly Finding[];
  /** Items and objects that were left out, as they changed within the grace period. */
  readonly unjudged?: number;
}
