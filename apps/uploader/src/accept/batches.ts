import { LOOSE_CHUNKS, RECEIVE_BYTES, WRITE_BYTES } from '../limits.ts';

let receiving = 0;

/** What is collected of one file before it is written, in bytes: the less, the more are received. */
const batchBytes = () => Math.min(WRITE_BYTES, Math.floor(RECEIVE_BYTES / receiving));

/**
 * Collects chunks to batches that are worth a write; the last one has what is left. All files that
 * are being received share one budget of memory; tiny chunks are put together, since each costs more
 * than its bytes.
 */
export async function* inBatches(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer[], void, void> {
  receiving += 1;
  try {
    let batch: Buffer[] = [];
    let latest: Buffer[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      latest.push(chunk);
      size += chunk.length;
      if (latest.length === LOOSE_CHUNKS) {
        batch.push(Buffer.concat(latest));
        latest = [];
      }
      if (size >= batchBytes()) {
        yield [...batch, ...latest];
        batch = [];
        latest = [];
        size = 0;
      }
    }
    if (size > 0) yield [...batch, ...latest];
  } finally {
    receiving -= 1;
  }
}
