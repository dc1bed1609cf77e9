/** What a picture may ask of the processor. One place, so that memory is bounded on purpose. */
export const limits = {
  /** The most pixels that are decoded: twice the largest phone sensor's. */
  maxPixels: 200_000_000,
  /**
   * The most bytes that the decoded pixels may take. Interlaced and rotated pictures are held whole,
   * so this, not the file's size, is what a function's memory must hold.
   */
  maxDecodedBytes: 2 ** 30,
  exif: {
    /** The most entries that are looked at in one directory. Cameras write fewer than 100. */
    maxEntries: 512,
    /** The most bytes of one entry's value; what is longer is dropped whole. */
    maxValueBytes: 4096,
    /** The most characters of a text; what is longer is cut. */
    maxTextLength: 1000,
  },
} as const;
