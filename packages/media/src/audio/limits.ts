/** What a recording may ask of the processor. One place, so that time and memory are bounded on purpose. */
export const limits = {
  /** The longest recording that is taken, in seconds: a concert, a reading. */
  maxSeconds: 4 * 3600,
  /** In Hz: what is in use, from telephones to studios. */
  sampleRates: { least: 8_000, most: 192_000 },
  /** A 7.1 programme has eight. */
  maxChannels: 8,
  /**
   * The child process that decodes. Four hours take some seven minutes of one processor; what comes
   * near these is no recording. Memory does not grow with the length, but a cover may be large.
   */
  decoder: { cpuMs: 780_000, wallMs: 840_000, memoryBytes: 900_000_000 },
  /** In dBTP: 16-bit samples that were stored as floats, unscaled, have 90; beyond this is no sound. */
  maxPeakDbtp: 120,
  /** How many bytes FFmpeg reads at the most to find out what a file holds. */
  probeBytes: 5_000_000,
  /** More packets than this share that cannot be decoded, and the file counts as damaged beyond use. */
  maxDamagedShare: 0.5,
  tags: {
    /** The most characters of a text; what is longer is cut. */
    maxTextLength: 500,
    /** The most genres that are kept. */
    maxGenres: 10,
    /** The most bytes of a cover; a larger one is left out. */
    maxCoverBytes: 20 * 2 ** 20,
  },
} as const;
