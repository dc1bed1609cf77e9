import { type KindDescriptor, newUploadId, SNIFF_BYTES, sniff } from '@galeria/media';
import { UploaderError } from '../errors.ts';
import type { Reception } from '../spool/reception.ts';
import { inBatches } from './batches.ts';
import { createDigest, type Digest } from './digest.ts';

export interface ReceivedFile extends Digest {
  readonly upload: string;
  readonly kind: string;
  readonly mimeType: string;
  readonly filename: string;
}

export interface Incoming {
  readonly chunks: AsyncIterable<Buffer>;
  readonly filename: string;
  readonly reception: Reception;
  /** The largest file of a kind that is accepted, in bytes. */
  readonly maxBytes: (kind: KindDescriptor) => number;
}

/**
 * Streams one file into a reception: tells its kind by its first bytes, hashes it while it is
 * written, and has it synced.
 *
 * @throws UploaderError `empty-file`, `kind-unsupported`, `file-too-large`, `spool-full`, and those of `chunks`
 */
export async function receiveFile(incoming: Incoming): Promise<ReceivedFile> {
  const batches = inBatches(incoming.chunks);
  try {
    return await writeBatches(batches, incoming);
  } finally {
    // Also ends the parser's file where it was not read to its end.
    await batches.return();
  }
}

async function writeBatches(
  batches: AsyncGenerator<Buffer[], void, void>,
  { filename, reception, maxBytes }: Incoming,
): Promise<ReceivedFile> {
  const first = await batches.next();
  if (first.done) throw new UploaderError('empty-file', { detail: filename });
  const firstBytes = Buffer.concat(first.value, Math.min(SNIFF_BYTES, total(first.value)));
  const type = await sniff(firstBytes, filename);
  if (!type) throw new UploaderError('kind-unsupported', { detail: filename });

  const upload = newUploadId();
  const digest = createDigest();
  const limit = createLimit(filename, type.kind, maxBytes(type.kind));
  const file = await reception.create(upload);
  try {
    for (
      let batch: IteratorResult<Buffer[], void> = first;
      !batch.done;
      batch = await batches.next()
    ) {
      limit(total(batch.value));
      const written = file.write(batch.value);
      for (const chunk of batch.value) digest.update(chunk);
      await written;
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  // Whether that succeeds is for the whole request to hear.
  file.end().catch(() => undefined);
  return { upload, kind: type.kind.name, mimeType: type.mimeType, filename, ...digest.end() };
}

function createLimit(filename: string, kind: KindDescriptor, most: number) {
  let size = 0;
  return (bytes: number) => {
    size += bytes;
    if (size > most) {
      throw new UploaderError('file-too-large', {
        detail: `${filename} has more than the ${most} bytes that a file of kind ${kind.name} may have`,
      });
    }
  };
}

const total = (chunks: Buffer[]) => chunks.reduce((sum, { length }) => sum + length, 0);
