/** What a picture may ask of the processor. One place, so that memory is bounded on purpose. */
export const limits = {
  /** The most pixels that are decoded: twice the largest phone sensor's. */
  maxPixels: 200_000_000,
  /**
   * The most bytes that the decoded pixels may take. Interlaced and rotated pictures are held whole,
   * so this, not the file's size, is what a function's memory must hold.
   */
  maxDecodedBytes: 2 ** 30,
} as const;
