/** The limits of a picture, which bound the processor's memory and time. */
export const limits = {
  /** Maximum number of pixels, that of the largest phone sensor. */
  maxPixels: 210_000_000,
  /** Maximum size of decoded pixels in bytes for formats that are decoded as a whole. */
  maxHeldBytes: 600 * 2 ** 20,
  /**
   * Limits of the decoder process. A file that exceeds them fails. A HEIC of 50 megapixels takes a third of
   * the processor time to decode.
   */
  decoder: { cpuMs: 18_000, wallMs: 40_000, memoryBytes: 1_000_000_000 },
  /** A damaged picture is shown if this share of it can be decoded. A PNG is held whole to be repaired. */
  damaged: { minShare: 0.1, maxPngBytes: 150 * 2 ** 20 },
  /** Limits of an animation. Beyond them, only the first frame is shown. */
  animation: { maxFrames: 1000, maxPixels: 30_000_000 },
  /** libheif in WebAssembly takes about ten bytes per pixel. */
  heic: { maxPixels: 64_000_000, wallMs: 30_000 },
  /** Maximum size of an SVG in bytes, also uncompressed, and of what precedes its root element. */
  svg: { maxBytes: 10 * 2 ** 20, prologBytes: 256 * 2 ** 10 },
  /** Number of first bytes in which container metadata is searched. */
  headBytes: 2 ** 20,
  /** Maximum number of pages of a TIFF that are looked at for the one to show. */
  tiff: { maxPages: 100 },
  /** Maximum number of bytes of a TIFF or raw file that are read for its directories. */
  tiffBytes: 64 * 2 ** 20,
  exif: {
    /** Maximum number of entries read in a directory. Cameras write fewer than 100. */
    maxEntries: 512,
    /** Maximum size of an entry's value in bytes. A larger value is omitted. */
    maxValueBytes: 4096,
    /** Maximum size of maker notes in bytes, of which only some entries are read. */
    maxMakerNoteBytes: 2 ** 20,
    /** Maximum number of characters of a text; longer texts are cut. */
    maxTextLength: 1000,
  },
  /** Maximum size of an XMP packet or IPTC block in bytes. Editors can add megabytes of history. */
  maxPacketBytes: 2 ** 20,
  /** Limits of an XMP packet. What is beyond them is not read. */
  xmp: { maxDepth: 100, maxElements: 50_000 },
  /** Maximum number of segments of a JPEG that are read for metadata, and of bytes in them. */
  jpeg: { maxSegments: 5000, maxSegmentBytes: 8 * 2 ** 20 },
  /**
   * Maximum number of chunks of a PNG that are read for metadata, of bytes in them without pixels, and of
   * compressed texts. Each text is inflated to at most `maxPacketBytes`.
   */
  png: { maxChunks: 200_000, maxChunkBytes: 8 * 2 ** 20, maxCompressedTexts: 20 },
  /** Maximum number of keywords. */
  maxKeywords: 200,
  /** Maximum number of people that are marked in a picture. */
  maxPeople: 100,
} as const;
