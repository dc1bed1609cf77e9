/** What a child process may use for one source before it is ended. */
export interface IsolationLimits {
  /** Processor time, in milliseconds: unlike the clock's it is the same on a busy machine. */
  readonly cpuMs: number;
  /** Time by the clock, in milliseconds, for a child that waits instead of working. */
  readonly wallMs: number;
  /** Resident memory, in bytes. */
  readonly memoryBytes: number;
}

/** How often a busy child is looked at, in milliseconds. */
export const WATCH_INTERVAL_MS = 25;

/**
 * What prlimit(1) sets for a decoder, where it is there. RLIMIT_NPROC is left alone: it counts all
 * processes and threads of the user, so that the decoder would fail for what else runs.
 */
export const resourceLimits = {
  /** Node and its threads hold some 40. */
  openFiles: 256,
  /** The largest file that it may write, in bytes: a song of four hours has 330 MiB. */
  fileBytes: 2 ** 30,
} as const;
