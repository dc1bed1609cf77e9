import { ulid } from 'ulid';

/** A media item's identity: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
export type MediaId = string;

/** One upload's identity: a ULID (26 characters of Crockford's base32, sortable by time). */
export type UploadId = string;

export const isMediaId = (text: string): text is MediaId => /^[0-9a-f]{64}$/.test(text);

export const isUploadId = (text: string): text is UploadId =>
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);

export const newUploadId = (now?: number): UploadId => ulid(now);
