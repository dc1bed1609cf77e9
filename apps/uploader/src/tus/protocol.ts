import { algorithms } from './checksum.ts';

/** @see https://tus.io/protocols/resumable-upload */
export const TUS_VERSION = '1.0.0';

export const TUS_EXTENSIONS = [
  'creation',
  'creation-with-upload',
  'creation-defer-length',
  'expiration',
  'checksum',
  'termination',
  'concatenation',
];

export const OFFSET_STREAM = 'application/offset+octet-stream';

/** The headers of an answer to `OPTIONS`. */
export const capabilities = (maxBytes: number): Record<string, string> => ({
  'tus-version': TUS_VERSION,
  'tus-extension': TUS_EXTENSIONS.join(','),
  'tus-max-size': String(maxBytes),
  'tus-checksum-algorithm': algorithms.join(','),
});
