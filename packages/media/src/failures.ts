import { errorTable } from './errors.ts';

/** Why an item ended as `failed`: faults of the file itself, which no further try can mend. */
export const failures = {
  corrupt: { title: 'The file is damaged and cannot be decoded' },
  'format-unsupported': { title: 'The file is of a format that cannot be decoded here' },
  'video-unsupported': { title: 'The file holds video, of which nothing is taken here' },
  'too-long': { title: 'The recording is longer than is taken' },
  'too-many-pixels': { title: 'The picture has more pixels than are decoded' },
  'too-slow': { title: 'The file takes longer to decode than is allowed' },
  'too-much-memory': { title: 'The file takes more memory to decode than is allowed' },
  'decoder-lost': { title: 'The decoder crashed each time it read the file' },
  'expands-too-far': { title: 'The file unpacks to more than is allowed' },
  'too-large': { title: 'The file is larger than its kind allows' },
  'content-mismatch': { title: 'The stored bytes are not the ones that were uploaded' },
  'retries-exhausted': { title: 'Processing failed each time it was tried' },
} as const;

/** A permanent fault. Its code is what the uploader of the file gets to read. */
export class MediaError extends errorTable('MediaError', failures) {}

export type FailureCode = keyof typeof failures;
