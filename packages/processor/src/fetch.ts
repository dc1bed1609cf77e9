import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { hasCode } from '@galeria/cloud';
import {
  type KindDescriptor,
  MediaError,
  type MediaId,
  type Source,
  type UploadId,
} from '@galeria/media';
import { ProcessorError } from './errors.ts';

/** The current version of an original: headers received, body not yet read. */
export interface OpenOriginal {
  /** Bytes. */
  readonly size: number;
  /** The ULID of the upload that stored it, from its user metadata. */
  readonly upload: UploadId | undefined;
  /** The media type that the uploader recognized. */
  readonly mimeType: string | undefined;
  readonly body: Readable;
}

/** Requests an original. @returns undefined where it was deleted in the meantime */
export async function openOriginal(
  s3: S3Client,
  bucket: string,
  key: string,
): Promise<OpenOriginal | undefined> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return {
      size: object.ContentLength ?? 0,
      upload: object.Metadata?.upload,
      mimeType: object.ContentType,
      body: object.Body as Readable,
    };
  } catch (error) {
    if (hasCode(error, 'NoSuchKey')) return undefined;
    throw error;
  }
}

/** An original on the processor's disk, whose hash is not yet compared with its id. */
export interface Fetched {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly mimeType: string | undefined;
}

/**
 * Streams an original into a file, computing its hash, and passes it to `use`. The file is always deleted
 * afterwards, because the next invocation shares the disk.
 *
 * @throws MediaError `too-large`, before the body is read
 * @throws ProcessorError `download-cut`
 */
export async function withFetched<Result>(
  { size, mimeType, body }: OpenOriginal,
  { limits }: KindDescriptor,
  use: (fetched: Fetched) => Promise<Result>,
): Promise<Result> {
  if (size > limits.maxBytes) {
    throw new MediaError('too-large', { detail: `${size} bytes; the limit is ${limits.maxBytes}` });
  }
  const folder = await mkdtemp(join(tmpdir(), 'galeria-'));
  try {
    const path = join(folder, 'original');
    const hash = createHash('sha256');
    let received = 0;
    await pipeline(
      body,
      async function* count(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          received += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    if (received !== size) {
      throw new ProcessorError('download-cut', { detail: `${received} of ${size} bytes received` });
    }
    return await use({ path, size, sha256: hash.digest('hex'), mimeType });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws MediaError `content-mismatch` where the hash of the bytes is not the id */
export function identify(id: MediaId, { path, size, sha256, mimeType }: Fetched): Source {
  if (sha256 !== id)
    throw new MediaError('content-mismatch', { detail: `the SHA-256 is ${sha256}` });
  return { id, path, size, ...(mimeType !== undefined && { mimeType }) };
}
