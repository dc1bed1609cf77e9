import type { FailureCode } from '../failures.ts';
import type { Derivation, Source } from '../kind.ts';

/** What the host asks of its child. */
export interface Request {
  readonly source: Source;
}

/** What the child says: `taken` once it begins with a request, then exactly one answer. */
export type Message = { readonly outcome: 'taken' } | Answer;

export type Answer =
  | { readonly outcome: 'derived'; readonly derivation: Derivation }
  /** The file is at fault. */
  | {
      readonly outcome: 'failed';
      readonly code: FailureCode;
      readonly detail: string | undefined;
      readonly cause: string | undefined;
    }
  /** Something else is, such as the disk. */
  | { readonly outcome: 'fault'; readonly message: string; readonly code: string | undefined };
