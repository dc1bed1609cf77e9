import type { AcceptOptions } from '../receive/accept.ts';
import type { ReceiveOptions } from '../receive/receive-request.ts';
import type { Locks } from './locks.ts';
import type { Sessions } from './sessions.ts';

export interface TusOptions extends ReceiveOptions, AcceptOptions {
  /** The name of this cell, which is part of the URL of an upload. */
  readonly cell: string;
  /** Milliseconds without a change after which an unfinished upload is deleted. */
  readonly expiresMs: number;
}

/** The options and services that the handlers share. */
export interface Tus extends TusOptions {
  /** Maximum length of an upload of any kind, in bytes. */
  readonly largest: number;
  readonly locks: Locks;
  readonly sessions: Sessions;
}
