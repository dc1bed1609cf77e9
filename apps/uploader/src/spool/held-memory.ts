import { totalBytes } from './chunks.ts';

/** Counts the memory of requests that are held for packs, up to a limit in bytes. */
export function createHeldMemory(limit: number) {
  let held = 0;
  return {
    /** @returns false if the limit would be exceeded */
    take: (bytes: number): boolean => {
      if (held + bytes > limit) return false;
      held += bytes;
      return true;
    },
    giveBack: (bytes: number): void => {
      held -= bytes;
    },
  };
}

export type HeldMemory = ReturnType<typeof createHeldMemory>;

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
