import type { FailureCode } from '../failures.ts';
import type { Derivation, Source } from '../kind.ts';

/** The request of the host. */
export interface Request {
  readonly source: Source;
}

/** The messages of the child: `started` when it begins with a request, then exactly one answer. */
export type Message = { readonly outcome: 'started' } | Answer;

export type Answer =
  | { readonly outcome: 'derived'; readonly derivation: Derivation }
  /** A fault of the file. */
  | {
      readonly outcome: 'failed';
      readonly code: FailureCode;
      readonly detail: string | undefined;
      readonly cause: string | undefined;
    }
  /** Another error, such as a disk error. */
  | { readonly outcome: 'fault'; readonly message: string; readonly code: string | undefined };
