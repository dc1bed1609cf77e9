import { ulid } from 'ulid';

declare const id: unique symbol;

/**
 * A string that is an id of one sort. A value with the type of another sort is refused by the compiler; a
 * plain `string` is accepted, as from JSON that a schema has checked.
 */
type Id<Sort extends string> = string & { readonly [id]?: Sort };

/** A media item's identity: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
export type MediaId = Id<'media'>;

/** One upload's identity: a ULID (26 characters of Crockford's base32, sortable by time). */
export type UploadId = Id<'upload'>;

export const isMediaId = (text: string): text is MediaId => /^[0-9a-f]{64}$/.test(text);

export const isUploadId = (text: string): text is UploadId =>
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);

export const newUploadId = (now?: number): UploadId => ulid(now);
