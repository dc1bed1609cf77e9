import { isMediaId, isUploadId } from '@galeria/media';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { SpoolError } from '../errors.ts';

/**
 * The format of `request.json`. Versions only add fields, and readers ignore unknown ones, so that an
 * uploader reads the spool of an older version, and of a newer one after a rollback.
 */
export const FORMAT = 1;

const SpooledFile = Type.Object({
  upload: Type.String(),
  /** SHA-256 of the bytes, in hexadecimal. */
  id: Type.String(),
  kind: Type.String(),
  mimeType: Type.String(),
  /** Bytes. */
  size: Type.Integer({ minimum: 1 }),
  filename: Type.String(),
  /** RFC 3339, UTC. */
  receivedAt: Type.String(),
  /** The item's generation when the file was received; null if the catalog was unreachable. */
  generation: Type.Union([Type.Integer(), Type.Null()]),
  address: Type.Optional(Type.String()),
  /** The name of the API key. */
  key: Type.Optional(Type.String()),
  /** The id of the link by which a guest sent the file, and the album that it goes into. */
  share: Type.Optional(Type.String()),
  album: Type.Optional(Type.String()),
  userAgent: Type.Optional(Type.String()),
  /** For a multipart upload to S3: bytes per part, and the SHA-256 of each part in base64. */
  partSize: Type.Optional(Type.Integer({ minimum: 1 })),
  parts: Type.Optional(Type.Array(Type.String())),
});

const SpooledRequest = Type.Object({ format: Type.Integer(), files: Type.Array(SpooledFile) });

/** One file of one request, as `request.json` describes it. */
export type SpooledFile = Static<typeof SpooledFile>;

/** Returns the text of `request.json`. */
export const serialiseRequest = (files: readonly SpooledFile[]): string =>
  `${JSON.stringify({ format: FORMAT, files })}\n`;

/** @throws SpoolError `unreadable` */
export function readRequest(text: string): SpooledFile[] {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch (cause) {
    throw new SpoolError('unreadable', { detail: 'request.json is not valid JSON', cause });
  }
  if (!Value.Check(SpooledRequest, request)) {
    throw new SpoolError('unreadable', { detail: 'request.json has missing or invalid fields' });
  }
  const { files } = request;
  // Ids become paths and object keys.
  if (!files.every(({ id, upload }) => isMediaId(id) && isUploadId(upload))) {
    throw new SpoolError('unreadable', { detail: 'request.json has an invalid id' });
  }
  return files;
}
