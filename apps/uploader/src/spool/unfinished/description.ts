import { isUploadId } from '@galeria/media';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { FORMAT } from '../request.ts';

/**
 * The description of a resumable upload, `upload.json`. It is written when the upload is created, and
 * replaced once if its length is given later. Its format has the version of `request.json`.
 */
const UploadDescription = Type.Object({
  /** The ULID of the upload in the spool and the catalog. */
  upload: Type.String(),
  /** Bytes. Absent until the client sends a deferred length. */
  length: Type.Optional(Type.Integer({ minimum: 0 })),
  filename: Type.String(),
  /** `Upload-Metadata` as received. */
  metadata: Type.Optional(Type.String()),
  /** Whether the upload is a part of a later concatenation. */
  partial: Type.Optional(Type.Boolean()),
  /** The SHA-256 that the client expects, in hexadecimal. */
  expected: Type.Optional(Type.String()),
  /** RFC 3339, UTC. */
  createdAt: Type.String(),
  address: Type.Optional(Type.String()),
  /** The name of the API key. */
  key: Type.Optional(Type.String()),
  userAgent: Type.Optional(Type.String()),
});

export type UploadDescription = Static<typeof UploadDescription>;

export const serialiseDescription = (description: UploadDescription): string =>
  `${JSON.stringify({ format: FORMAT, ...description })}\n`;

/** Reads `upload.json`; undefined if it is torn, since such an upload was not acknowledged. */
export function readDescription(text: string): UploadDescription | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Value.Check(UploadDescription, stored) || !isUploadId(stored.upload)) return undefined;
  return stored;
}
