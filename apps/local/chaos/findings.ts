/** What is there of one media id at the end. */
export interface Found {
  readonly status: string;
  readonly failure?: string;
  /** File names of its uploads. */
  readonly filenames: readonly string[];
  /** Whether `GET /media/:id/original` gave the very bytes that the id names. */
  readonly exactBytes: boolean;
  /** Of its attempts; `open` where none was recorded. */
  readonly outcomes: readonly string[];
}

export type Fault =
  /** It was acknowledged, and it is not there, or not under the name it was sent with. */
  | 'lost'
  /** It was acknowledged under another id than its bytes have. */
  | 'misnamed'
  /** Its bytes are not the ones that were sent. */
  | 'other-bytes'
  /** It is neither ready nor failed. */
  | 'stuck'
  /** It ended otherwise than its bytes deserve. */
  | 'wrong-end'
  /** Of a request that was not acknowledged, one file was kept and another was not. */
  | 'partial'
  /** One upload was recorded more than once. */
  | 'recorded-twice'
  /** No attempt in the ledger says what the item says. */
  | 'ledger'
  /** One original was written more than once. */
  | 'stored-twice'
  /** It was deleted, and it is there again, or a part of it. */
  | 'resurrected'
  /** Its deletion was asked for until the end of the run, and never done. */
  | 'undeleted'
  /** Its record counts other lives than it had. */
  | 'generation'
  /** The record of an upload that no item has. */
  | 'orphaned-record'
  /** It was refused though nothing was wrong with it and the cell was there. */
  | 'refused';

export interface Finding {
  readonly fault: Fault;
  readonly subject: string;
  readonly detail: string;
}

/** A processor that was killed each time may honestly say so: the item can be asked for again. */
export const EXHAUSTED = 'retries-exhausted';

/** An outage alone is no reason to give an item up: only where processors are killed. */
export const mayBeGivenUp = ({ part }: { readonly part: string }): boolean => part === 'crash';
