import { ulid } from 'ulid';

/** A media item's identity: the SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
export type MediaId = string;

/** One upload's identity: a ULID (26 characters of Crockford's base32, sortable by time). */
export type UploadId = string;

/** Not a type predicate: `MediaId` is `string`, so a rejected string would narrow to `never`. */
export const isMediaId = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

export const isUploadId = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);

/** Draws all random digits at once: `ulid` would ask the system for each of the 16. */
export function newUploadId(now?: number): UploadId {
  const random = crypto.getRandomValues(new Uint8Array(16)).values();
  return ulid(now, () => (random.next().value ?? 0) / 256);
}
