import type { UploadDescription } from './description.ts';

/** A resumable upload that is not complete, or not yet in `ready`. */
export interface UnfinishedUpload {
  readonly id: string;
  readonly folder: string;
  /** The file with its bytes. */
  readonly path: string;
  description: UploadDescription;
  /** Bytes that are durable, and whose number is. */
  offset: number;
  /** Length of the log of offsets, in bytes. */
  logBytes: number;
  /**
   * The log may have a line after its last valid one that was not acknowledged, since its write or its fsync
   * failed. The bytes before its offset stay until that line is gone: a new process would trust it.
   */
  hasUnsureLine: boolean;
  /** Bytes that count against the spool's limit. */
  reserved: number;
  /** Time of the last change, in milliseconds since the epoch. */
  changedAt: number;
  /** The rename to `ready` was started: a failed one may have taken effect all the same. */
  renamed: boolean;
}

/** Whether all bytes of an upload are durable. */
export const isWhole = ({ offset, description }: UnfinishedUpload): boolean =>
  offset === description.length;
