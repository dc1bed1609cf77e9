/** The state of one media id at the end. */
export interface Found {
  readonly status: string;
  readonly failure?: string;
  /** File names of its uploads. */
  readonly filenames: readonly string[];
  /** Whether the bytes of `GET /media/:id/original` have the hash that is the id. */
  readonly exactBytes: boolean;
  /** The outcomes of its attempts; `open` if none was recorded. */
  readonly outcomes: readonly string[];
}

export type Fault =
  /** An acknowledged upload does not exist, or not under its file name. */
  | 'lost'
  /** An acknowledged offset of a resumable upload is not there any more. */
  | 'offset-lost'
  /** An upload was acknowledged with an id that is not the hash of its bytes. */
  | 'misnamed'
  /** The stored bytes differ from those that were sent. */
  | 'other-bytes'
  /** An item is neither ready nor failed. */
  | 'stuck'
  /** An item is ready although its bytes are corrupt, or failed although they are not. */
  | 'wrong-status'
  /** A request that was not acknowledged was stored in part. */
  | 'partial'
  /** One upload was recorded more than once. */
  | 'recorded-twice'
  /** No recorded attempt has the outcome of the item. */
  | 'attempt-missing'
  /** One original was written more than once. */
  | 'stored-twice'
  /** A deleted item, or a part of it, exists again. */
  | 'resurrected'
  /** A deletion was requested until the end of the run and never succeeded. */
  | 'delete-failed'
  /** The generation differs from the number of times that the item was created. */
  | 'generation'
  /** An upload record belongs to no item. */
  | 'orphaned-record'
  /** The last change of an item has no event, or a listener was told to list again. */
  | 'event-lost'
  /** When an event arrived, its item could not be read in that state. */
  | 'event-early'
  /** A change has events with two ids, or two changes have events with one. */
  | 'event-id'
  /** The index of a cell differs from the catalog. */
  | 'index-differs'
  /** A valid request was refused although its cell was up. */
  | 'refused';

export interface Finding {
  readonly fault: Fault;
  readonly subject: string;
  readonly detail: string;
}

/** The failure of an item whose processor was killed at every attempt. It can be retried. */
export const EXHAUSTED = 'retries-exhausted';

/** Attempts may only be exhausted where processors are killed, not by an outage alone. */
export const mayBeExhausted = ({ part }: { readonly part: string }): boolean => part === 'crash';
