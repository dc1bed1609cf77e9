/** The limits of a document, which bound the processor's memory and time. */
export const limits = {
  /** Maximum size of an original in bytes. PDFs are in memory twice, in the thread and in PDFium. */
  maxBytes: 100 * 2 ** 20,
  /** Limits of the decoder process. A file that exceeds them fails. */
  reader: { cpuMs: 9_000, wallMs: 40_000, memoryBytes: 1_000_000_000 },
  text: {
    /** Maximum size of the text rendition in bytes of UTF-8. Further text is omitted. */
    maxBytes: 10 * 2 ** 20,
    /** Length of the excerpt in characters. */
    excerptCharacters: 2000,
    /** Number of bytes used to detect the encoding. */
    sampleBytes: 64 * 2 ** 10,
    /** Maximum share of NUL and of DOS's end of file (0x1A) in the bytes of a text. */
    maxNulShare: 0.25,
  },
  zip: {
    /** Maximum number of entries of a package. The largest books have thousands. */
    maxEntries: 20_000,
    /** Maximum number of bytes behind the end of a package. */
    maxTrailingBytes: 64 * 2 ** 10,
    /** Maximum total unpacked size of the parts that are read, in bytes. */
    maxUnpackedBytes: 256 * 2 ** 20,
    /**
     * Maximum size of a part that is read as a whole, such as a list of parts or a picture, in bytes.
     */
    maxPartBytes: 32 * 2 ** 20,
  },
  /** Maximum nesting depth of elements, groups and arrays. */
  maxDepth: 1000,
  pdf: {
    /** Time-out of the worker thread in milliseconds. */
    wallMs: 30_000,
    /** Maximum number of pages whose text is read. Further text is omitted. */
    maxTextPages: 2000,
    /** Maximum number of crashes of PDFium that are mended by leaving out a page or the picture. */
    maxCrashes: 4,
    /** Maximum number of annotations of a page in which form fields are searched. */
    maxAnnotations: 10_000,
    /** Maximum length of an object outside of streams in characters. Longer ones are cut. */
    maxObjectCharacters: 64 * 2 ** 10,
    /** Maximum total unpacked size of object streams in bytes. */
    maxObjectStreamBytes: 64 * 2 ** 20,
    /** Maximum size of an XMP packet in bytes. A larger one is not read. */
    maxXmpBytes: 2 ** 20,
    /** Maximum depth of the page tree in which the first page is searched. */
    maxTreeDepth: 50,
  },
  json: {
    /** Maximum length of JSON with comments in characters, which is read as a whole. */
    maxCommentedCharacters: 4 * 2 ** 20,
  },
  csv: {
    /**
     * Maximum length of a record in characters, as an unclosed quote includes everything that follows.
     */
    maxRecordCharacters: 2 ** 20,
  },
  /** Maximum length of a metadata value in characters. */
  maxValueCharacters: 1000,
  /** Maximum number of keywords. */
  maxKeywords: 200,
} as const;
