import type { Recording } from './recording.ts';

/** A stack to check. Its recording exists when the tests run. */
export interface Subject {
  readonly stack: string;
  readonly region: string;
  /** The cells that are draining. */
  readonly draining: readonly string[];
  recorded: Recording;
}

/** Returns the tags of every resource. */
export const tagsOf = ({ stack }: Subject) => ({
  'galeria:project': 'galeria',
  'galeria:stack': stack,
});
