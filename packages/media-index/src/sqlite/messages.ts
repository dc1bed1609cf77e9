import type { IndexErrorCode } from '../errors.ts';
import type { Method } from './methods.ts';

/** The task of a thread. `pages` answers in a few milliseconds and never waits for `search`. */
export type Role = 'writer' | 'pages' | 'search' | 'check';

export interface ThreadData {
  readonly path: string;
  readonly role: Role;
}

export interface Call {
  readonly call: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

/** An error as plain data: between threads, errors lose their class and their own fields. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** Of Node or SQLite, such as `ERR_SQLITE_ERROR`. */
  readonly code?: string;
  /** SQLite's extended result code. */
  readonly errcode?: number;
}

export interface Fault {
  readonly code: IndexErrorCode;
  readonly detail: string;
  readonly cause?: ErrorData;
}

/** The answer to a call; the answer to call 0 tells that the thread has opened the file, or has not. */
export type Answer =
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly fault: Fault };
