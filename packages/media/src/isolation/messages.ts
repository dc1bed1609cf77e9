import type { FailureCode } from '../failures.ts';
import type { Derivation, Source } from '../kind.ts';

/** What the host asks of its child. */
export interface Request {
  readonly source: Source;
}

/** What the child answers: exactly one for each request. */
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
