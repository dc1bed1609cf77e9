import { type KindDescriptor, newUploadId, SNIFF_BYTES } from '@galeria/media';
import { UploaderError } from '../errors.ts';
import { totalBytes } from '../spool/chunks.ts';
import type { StagedRequest } from '../spool/staged-request.ts';
import { inBatches } from './batches.ts';
import { createDigest, type Digest } from './digest.ts';
import { recognise } from './recognise.ts';

export interface ReceivedFile extends Digest {
  readonly upload: string;
  readonly kind: string;
  readonly mimeType: string;
  readonly filename: string;
}

export interface Incoming {
  readonly chunks: AsyncIterable<Buffer>;
  readonly filename: string;
  readonly staged: StagedRequest;
  /** The maximum file size of a kind, in bytes. */
  readonly maxBytes: (kind: KindDescriptor) => number;
}

/**
 * Streams one file into a staged request: detects its kind from the first bytes, hashes it while
 * writing, and starts its fsync.
 *
 * @throws UploaderError `empty-file`, `kind-unsupported`, `file-too-large`, `spool-full`, and those of `chunks`
 */
export async function receiveFile(incoming: Incoming): Promise<ReceivedFile> {
  const batches = inBatches(incoming.chunks);
  try {
    return await writeBatches(batches, incoming);
  } finally {
    // Also ends the parser's file if it was not read to its end.
    await batches.return();
  }
}

async function writeBatches(
  batches: AsyncGenerator<Buffer[], void, void>,
  { filename, staged, maxBytes }: Incoming,
): Promise<ReceivedFile> {
  const first = await batches.next();
  if (first.done) throw new UploaderError('empty-file', { detail: filename });
  const firstBytes = Buffer.concat(first.value, Math.min(SNIFF_BYTES, totalBytes(first.value)));
  const type = await recognise(firstBytes, filename);

  const upload = newUploadId();
  const digest = createDigest();
  const limit = createLimit(filename, type.kind, maxBytes(type.kind));
  const file = await staged.create(upload);
  /** The write of the last batch, which runs while the next one is received and hashed. */
  let written: Promise<void> = Promise.resolve();
  try {
    for (
      let batch: IteratorResult<Buffer[], void> = first;
      !batch.done;
      batch = await batches.next()
    ) {
      limit(totalBytes(batch.value));
      await written;
      written = file.write(batch.value);
      // Awaited by the next turn, or at the end.
      written.catch(() => undefined);
      for (const chunk of batch.value) digest.update(chunk);
    }
    await written;
  } catch (error) {
    await written.catch(() => undefined);
    await file.close();
    throw error;
  }
  // `end` starts the fsync, which runs while the next file is received. `commit` awaits it and throws
  // its error.
  file.end().catch(() => undefined);
  return { upload, kind: type.kind.name, mimeType: type.mimeType, filename, ...digest.end() };
}

function createLimit(filename: string, kind: KindDescriptor, maximum: number) {
  let size = 0;
  return (bytes: number) => {
    size += bytes;
    if (size > maximum) {
      throw new UploaderError('file-too-large', {
        detail: `${filename} exceeds the limit of ${maximum} bytes for kind ${kind.name}`,
      });
    }
  };
}
