import { SNIFF_BYTES } from '@galeria/media';
import { LOOSE_CHUNKS, RECEIVE_BYTES, WRITE_BYTES } from '../limits.ts';

let receiving = 0;

/**
 * Bytes of one file to collect before a write: fewer when more files are received at once. A file has
 * two batches at a time, as one is written while the next one is collected.
 */
const batchBytes = () => Math.min(WRITE_BYTES, Math.floor(RECEIVE_BYTES / (2 * receiving)));

/**
 * Collects chunks into batches large enough for a write. All files being received share one memory
 * budget. Tiny chunks are concatenated, since each costs more memory than its bytes.
 */
export async function* inBatches(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer[], void, void> {
  receiving += 1;
  try {
    let batch: Buffer[] = [];
    let loose: Buffer[] = [];
    let size = 0;
    // The first batch is enough to detect the kind.
    let least = SNIFF_BYTES;
    for await (const chunk of chunks) {
      loose.push(chunk);
      size += chunk.length;
      if (loose.length === LOOSE_CHUNKS) {
        batch.push(Buffer.concat(loose));
        loose = [];
      }
      if (size >= Math.max(least, batchBytes())) {
        yield [...batch, ...loose];
        least = 0;
        batch = [];
        loose = [];
        size = 0;
      }
    }
    if (size > 0) yield [...batch, ...loose];
  } finally {
    receiving -= 1;
  }
}
