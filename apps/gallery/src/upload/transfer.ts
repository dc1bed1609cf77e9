import type { Uploaded } from '@galeria/api/client';
import type { ProgressListener } from '../api/post-file.ts';

export interface TransferOptions {
  readonly onProgress: ProgressListener;
  /** Called when a cut is noticed, before the transfer goes on by itself. */
  readonly onCut: () => void;
  readonly askForKey: () => Promise<void>;
}

/** A file on its way to the server. */
export interface Transfer {
  /** Rejects with a Problem. Never settles after `cancel`. */
  readonly result: Promise<Pick<Uploaded, 'id' | 'duplicate'>>;
  /** Absent where a pause would send the file from the beginning. */
  readonly pause?: () => void;
  readonly resume?: () => void;
  readonly cancel: () => void;
}
