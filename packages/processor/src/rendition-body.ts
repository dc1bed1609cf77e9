import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withBytes } from '@galeria/cloud';
import type { Rendition } from '@galeria/media';

/** The bytes of a rendition, in memory or in a file. */
export interface Body {
  /** Bytes. */
  readonly size: number;
  /** Base64, as S3 compares it. */
  readonly sha256: string;
  /** Passes all bytes to `put`; may be called again. */
  send<Result>(put: (bytes: Uint8Array | Readable) => Promise<Result>): Promise<Result>;
}

/**
 * Opens the bytes of a rendition. A file is streamed twice, for its hash and to S3, and never read into
 * memory; it must lie in `folder`, whatever path the kind's code returned.
 */
export async function bodyOf({ body }: Rendition, folder: string): Promise<Body> {
  if (body instanceof Uint8Array) {
    const sha256 = createHash('sha256').update(body).digest('base64');
    return { size: body.length, sha256, send: (put) => put(body) };
  }
  const path = join(folder, basename(body.file));
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const { size } = await stat(path);
  return { size, sha256: hash.digest('base64'), send: (put) => withBytes(path, {}, put) };
}
