/** What a picture may ask of the processor. One place, so that memory is bounded on purpose. */
export const limits = {
  /** The most pixels that are decoded: the largest phone sensor's. */
  maxPixels: 210_000_000,
  /** The most bytes that pixels may take where a format has to be held whole while it is decoded. */
  maxHeldBytes: 600 * 2 ** 20,
  /** The child process that decodes; what exceeds these is ended, and the file is at fault. */
  decoder: { cpuMs: 9_000, wallMs: 40_000, memoryBytes: 1_000_000_000 },
  /** An animation beyond these is shown as a still: its frames would take all the time there is. */
  animation: { maxFrames: 1000, maxPixels: 30_000_000 },
  /** libheif in WebAssembly takes about ten bytes a pixel. */
  heic: { maxPixels: 64_000_000, wallMs: 30_000 },
  /** A drawing of more bytes is no drawing for a gallery, and is refused unread. */
  svg: { maxBytes: 10 * 2 ** 20 },
  /** How much of a file's beginning is searched for what its container says. */
  headBytes: 2 ** 20,
  /** The most bytes of a TIFF or raw file that are read in search of its directories. */
  tiffBytes: 64 * 2 ** 20,
  exif: {
    /** The most entries that are looked at in one directory. Cameras write fewer than 100. */
    maxEntries: 512,
    /** The most bytes of one entry's value; what is longer is dropped whole. */
    maxValueBytes: 4096,
    /** The most characters of a text; what is longer is cut. */
    maxTextLength: 1000,
  },
  /** Of an XMP packet and of an IPTC block, in bytes; editors pile up megabytes of history. */
  maxPacketBytes: 2 ** 20,
  /** The most keywords that are kept. */
  maxKeywords: 200,
} as const;
