import type { LocalFile } from './files.ts';
import { BATCH } from './limits.ts';

/** Groups files that are hashed and asked about together. */
export function batchesOf(files: readonly LocalFile[]): LocalFile[][] {
  const batches: LocalFile[][] = [];
  let size = 0;
  for (const file of files) {
    const last = batches.at(-1);
    if (last && last.length < BATCH.files && size + file.size <= BATCH.bytes) {
      last.push(file);
      size += file.size;
    } else {
      batches.push([file]);
      size = file.size;
    }
  }
  return batches;
}
