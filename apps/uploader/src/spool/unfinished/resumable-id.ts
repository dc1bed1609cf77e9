import { randomBytes } from 'node:crypto';
import { newUploadId } from '@galeria/media';

/** 128 random bits: who does not know an id cannot guess it. */
const RANDOM_BYTES = 16;

/** A ULID, which orders folders by time, and a secret part. */
export const newResumableId = (): string =>
  `${newUploadId()}-${randomBytes(RANDOM_BYTES).toString('hex')}`;

/** Ids become file names. */
export const isResumableId = (text: string): boolean =>
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}-[0-9a-f]{32}$/.test(text);
