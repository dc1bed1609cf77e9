import { type Signal, signal } from '@preact/signals';
import type { Transfer } from './transfer.ts';

/** `accepted`: the server has the file, which is not processed yet. */
export type Phase = 'waiting' | 'sending' | 'paused' | 'accepted' | 'done' | 'failed';

export interface UploadState {
  readonly phase: Phase;
  /** Bytes that were sent. */
  readonly sent: number;
  /** What the row says instead of its progress. */
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  /** The id of the item, once the server has accepted the file. */
  readonly item?: string | undefined;
  readonly duplicate?: boolean | undefined;
  readonly canPause?: boolean | undefined;
  readonly canRetry?: boolean | undefined;
}

/** One file on its way into the gallery. */
export interface Upload {
  readonly number: number;
  readonly file: File;
  readonly state: Signal<UploadState>;
  transfer?: Transfer | undefined;
}

let last = 0;

export const createUpload = (file: File): Upload => ({
  number: ++last,
  file,
  state: signal({ phase: 'waiting', sent: 0 }),
});

export const isUnsent = ({ state }: Upload): boolean =>
  ['waiting', 'sending', 'paused'].includes(state.peek().phase);

/** Whether the server did not accept the file. */
export const isRefused = ({ state }: Upload): boolean =>
  state.peek().phase === 'failed' && state.peek().item === undefined;
