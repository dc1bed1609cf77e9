import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type KindDescriptor, MediaError, type MediaId, type Source } from '@galeria/media';
import { ProcessorError } from './errors.ts';
import { hasCode } from './s3-errors.ts';

/** An original's current version: its headers are known, its bytes still come. */
export interface OpenOriginal {
  /** Bytes. */
  readonly size: number;
  /** The ULID of the upload that brought it, from its user metadata. */
  readonly upload: string | undefined;
  /** What the uploader took it for. */
  readonly mimeType: string | undefined;
  readonly body: Readable;
}

/** Asks for an original. Undefined: it was deleted since, so there is nothing to do. */
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

/** Bytes on the processor's own disk, not yet held against the id. */
export interface Fetched {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly mimeType: string | undefined;
}

/**
 * Streams an original into a file of its own, hashing on the way, and hands it to `use`. The file is
 * gone afterwards whatever happens: the next invocation shares the disk.
 *
 * @throws MediaError `too-large`, before the bytes are taken; ProcessorError where they end early.
 */
export async function withFetched<Result>(
  { size, mimeType, body }: OpenOriginal,
  { limits }: KindDescriptor,
  use: (fetched: Fetched) => Promise<Result>,
): Promise<Result> {
  if (size > limits.maxBytes) {
    throw new MediaError('too-large', { detail: `${size} bytes, ${limits.maxBytes} are allowed` });
  }
  const folder = await mkdtemp(join(tmpdir(), 'galeria-'));
  try {
    const path = join(folder, 'original');
    const hash = createHash('sha256');
    let received = 0;
    await pipeline(
      body,
      async function* tap(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          received += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    if (received !== size) {
      throw new ProcessorError('download-cut', { detail: `${received} of ${size} bytes came` });
    }
    return await use({ path, size, sha256: hash.digest('hex'), mimeType });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws MediaError `content-mismatch` where the bytes are not the ones that the id names. */
export function identify(id: MediaId, { path, size, sha256, mimeType }: Fetched): Source {
  if (sha256 !== id) throw new MediaError('content-mismatch', { detail: `they hash to ${sha256}` });
  return { id, path, size, ...(mimeType !== undefined && { mimeType }) };
}
