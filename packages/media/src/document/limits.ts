/** What a document may ask of the processor. One place, so that memory and time are bounded on purpose. */
export const limits = {
  /** The largest original, in bytes. PDFs are held in memory twice: by their thread, and by pdfium. */
  maxBytes: 100 * 2 ** 20,
  /** The child process that reads; what exceeds these is ended, and the file is at fault. */
  reader: { cpuMs: 9_000, wallMs: 40_000, memoryBytes: 1_000_000_000 },
  text: {
    /** The most bytes of the text rendition, in UTF-8; what comes behind is left out. */
    maxBytes: 10 * 2 ** 20,
    /** The excerpt in the metadata, in characters. */
    excerptCharacters: 2000,
    /** How much of a file a guess at its encoding is based on, in bytes. */
    sampleBytes: 64 * 2 ** 10,
  },
  zip: {
    /** The most entries of a document's package; the largest books have thousands. */
    maxEntries: 20_000,
    /** The most bytes that all that is read of a package may unpack to. */
    maxUnpackedBytes: 256 * 2 ** 20,
    /** The most bytes of a part that is read whole: a list of other parts, or a picture. */
    maxPartBytes: 32 * 2 ** 20,
  },
  /** How deep elements, groups and arrays may lie in one another. */
  maxDepth: 1000,
  pdf: {
    /** The thread's time by the clock, in milliseconds. */
    wallMs: 30_000,
    /** The most pages whose text is read. */
    maxTextPages: 2000,
  },
  csv: {
    /** The most characters of one record: a quote that nothing closes takes in all that follows. */
    maxRecordCharacters: 2 ** 20,
  },
  /** The most characters of a title or any other value of the metadata. */
  maxValueCharacters: 1000,
  /** The most keywords that are kept. */
  maxKeywords: 200,
} as const;
