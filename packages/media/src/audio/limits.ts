/** The limits of a recording, which bound the processor's time and memory. */
export const limits = {
  /** Maximum duration in seconds. */
  maxSeconds: 4 * 3600,
  /**
   * Supported sample rates in Hz. The highest is that of PCM at 768 kHz, and of DSD128, which is decoded
   * at an eighth of its rate.
   */
  sampleRates: { least: 8_000, most: 768_000 },
  /** Maximum number of channels, those of 7.1. */
  maxChannels: 8,
  /**
   * Limits of the decoder process. Four hours of audio take about seven minutes of CPU time. Memory
   * does not grow with the length, but a cover may be large.
   */
  decoder: { cpuMs: 780_000, wallMs: 840_000, memoryBytes: 900_000_000 },
  /** Maximum true peak in dBTP. Unscaled 16-bit samples stored as floats reach 90. */
  maxPeakDbtp: 120,
  /** Maximum number of bytes that FFmpeg reads to detect the streams. */
  probeBytes: 5_000_000,
  /** Pictures per second up to which a track of JPEGs or PNGs is no film but pictures of chapters. */
  maxStillsPerSecond: 1,
  /**
   * Maximum number of bytes after the last frame that count as padding and not as damage, apart from
   * tags. Encoders and file systems pad to blocks of at most 64 KiB.
   */
  maxPaddingBytes: 64 * 1024,
  /** Maximum share of packets that cannot be decoded before the file counts as corrupt. */
  maxDamagedShare: 0.5,
  tags: {
    /** Maximum number of characters of a text; longer texts are cut. */
    maxTextLength: 500,
    /** Maximum number of values of one field, such as artists or genres. */
    maxValues: 20,
    maxBpm: 999,
    /** Maximum size of a cover in bytes; a larger one is omitted. */
    maxCoverBytes: 20 * 2 ** 20,
    /** Maximum number of pictures that are tried until one can be decoded. */
    maxCovers: 4,
  },
  lyrics: {
    /** Maximum number of characters, and of lines with a time. The rest is cut. */
    maxCharacters: 100_000,
    maxLines: 5000,
  },
  /** Maximum number of chapters, and of characters of a title: together at most 200 kB of the item. */
  chapters: { max: 500, maxTitle: 120 },
} as const;
