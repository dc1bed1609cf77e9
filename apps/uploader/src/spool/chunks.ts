/** The number of bytes of all chunks. */
export const totalBytes = (chunks: readonly Buffer[]): number =>
  chunks.reduce((sum, { length }) => sum + length, 0);

/**
 * Frees the memory of chunks that nobody reads any more; they are empty afterwards. V8 counts the buffers
 * of a socket as memory outside its heap, and would collect the whole heap for each 64 MB that arrive. A
 * chunk that shares its buffer with others is left to the collector.
 */
export function freeChunks(chunks: readonly Buffer[]): void {
  for (const { buffer, length } of chunks) {
    if (buffer instanceof ArrayBuffer && length > 0 && length === buffer.byteLength) {
      buffer.transfer(0);
    }
  }
}
