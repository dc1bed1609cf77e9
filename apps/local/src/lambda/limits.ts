/** AWS Lambda's quotas and our own bounds. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const limits = {
  /** Init phase: loading the handler's module. After this it is tried again in the invocation. */
  initMilliseconds: 10_000,
  /** Bytes of an invocation's payload and of its response, as JSON. */
  payloadBytes: 6 * 1024 * 1024,
  /** Where the program names none; a new account has ten concurrent executions in all. */
  defaultConcurrency: 10,
  /** An idle environment is ended after this long; AWS does not promise a number. */
  idleMilliseconds: 60_000,
  /** A busy environment's resident memory is read this often. */
  memorySampleMilliseconds: 100,
  /** Share of the function's memory that V8's old generation may take: the rest is native. */
  heapShare: 0.9,
  /** A log line is cut here, as CloudWatch Logs cuts an event. */
  logLineCharacters: 256 * 1024,
  /** An idle mapping polls after this long, then twice as long, … */
  shortestPollMilliseconds: 50,
  /** … up to this. A nudge ends the pause. */
  longestPollMilliseconds: 2000,
  /**
   * Visibility timeout of a message whose event no handler received: this at its first receive, and
   * `returnDelayFactor` times as long at each further one, …
   */
  firstReturnDelaySeconds: 1,
  returnDelayFactor: 3,
  /** … up to this. */
  longestReturnDelaySeconds: 300,
  /** A batch is full with this many bytes of bodies, which leaves room for the rest of the event. */
  batchBytes: 4 * 1024 * 1024,
  /** What is read of an error that a function reports. */
  errorBytes: 256 * 1024,
} as const;
