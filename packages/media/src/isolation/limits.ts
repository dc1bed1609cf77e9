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
