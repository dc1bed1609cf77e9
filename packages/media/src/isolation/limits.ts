/** The limits of a child process for one source. A child that exceeds them is killed. */
export interface IsolationLimits {
  /** CPU time in milliseconds, which does not depend on the load of the machine. */
  readonly cpuMs: number;
  /** Elapsed time in milliseconds, for a child that hangs without using CPU time. */
  readonly wallMs: number;
  /** Resident memory in bytes. */
  readonly memoryBytes: number;
}

/** Interval of the checks of a busy child, in milliseconds. */
export const MONITOR_INTERVAL_MS = 25;

/**
 * The limits that prlimit(1) sets for a decoder. RLIMIT_NPROC is not set, as it counts all processes
 * and threads of the user.
 */
export const resourceLimits = {
  /** Node and its threads use about 40. */
  openFiles: 256,
  /** Maximum size of a written file in bytes. A song of four hours has 330 MiB. */
  fileBytes: 2 ** 30,
} as const;
