import type { LocalFile } from './files.ts';
import type { Problem } from './problem.ts';

export interface Failure {
  readonly file: LocalFile;
  readonly problem: Problem;
}

/** The outcomes of the files of a run. */
export interface Outcome {
  uploaded: number;
  /** The server had them before. */
  known: number;
  deleted: number;
  readonly failures: Failure[];
  /** The ids of the files that the server has. */
  readonly ids: Map<LocalFile, string>;
}

export const newOutcome = (): Outcome => ({
  uploaded: 0,
  known: 0,
  deleted: 0,
  failures: [],
  ids: new Map(),
});
