import { errorTable } from './errors.ts';

/**
 * The failure codes of items. After `retries-exhausted` and `content-mismatch`, a retry can succeed. All others
 * are permanent faults of the file.
 */
export const failures = {
  corrupt: { title: 'The file is damaged and cannot be decoded' },
  'format-unsupported': { title: 'This variant of the file format is not supported' },
  'video-unsupported': { title: 'Video is not supported' },
  'too-long': { title: 'The recording is longer than the limit' },
  'too-many-pixels': { title: 'The picture has more pixels than the limit' },
  'too-slow': { title: 'Decoding the file takes longer than the limit' },
  'too-much-memory': { title: 'Decoding the file takes more memory than the limit' },
  'decoder-lost': { title: 'The decoder crashed on the file' },
  'expands-too-far': { title: 'The file unpacks to more than the limit' },
  'too-large': { title: 'The file is larger than the limit for its kind' },
  'content-mismatch': { title: 'The stored bytes differ from the uploaded ones' },
  'retries-exhausted': { title: 'Processing failed at every attempt' },
} as const;

/** A permanent failure. The API returns its code to clients. */
export class MediaError extends errorTable('MediaError', failures) {}

export type FailureCode = keyof typeof failures;
