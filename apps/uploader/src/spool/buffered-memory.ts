import { totalBytes } from './chunks.ts';

/** Counts the memory of requests that are buffered for packs, up to a limit in bytes. */
export function createBufferedMemory(limit: number) {
  let buffered = 0;
  return {
    /** @returns false if the limit would be exceeded */
    take: (bytes: number): boolean => {
      if (buffered + bytes > limit) return false;
      buffered += bytes;
      return true;
    },
    giveBack: (bytes: number): void => {
      buffered -= bytes;
    },
  };
}

export type BufferedMemory = ReturnType<typeof createBufferedMemory>;

/**
 * Returns chunks that occupy no more than about twice their bytes. Chunks of a socket are parts of its
 * buffers of 64 KiB, which stay in memory as a whole.
 */
export function compact(chunks: Buffer[]): Buffer[] {
  const bytes = totalBytes(chunks);
  const occupied = new Set(chunks.map(({ buffer }) => buffer));
  const memory = [...occupied].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return memory > 2 * bytes ? [Buffer.concat(chunks)] : chunks;
}
