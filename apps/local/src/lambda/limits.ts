/** AWS Lambda's quotas and our own bounds. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const limits = {
  /**
   * Time-out of the init phase, which loads the handler's module. It is then retried within the
   * invocation.
   */
  initMilliseconds: 10_000,
  /** Bytes of an invocation's payload and of its response, as JSON. */
  payloadBytes: 6 * 1024 * 1024,
  /**
   * Concurrency of a function without a configured one. A new account has ten concurrent executions in
   * all.
   */
  defaultConcurrency: 10,
  /** Time after which an idle environment ends. AWS documents no value. */
  idleMilliseconds: 60_000,
  /** Interval between reads of a busy environment's resident memory. */
  memorySampleMilliseconds: 100,
  /** Share of the function's memory for V8's old generation. The rest is for native memory. */
  heapShare: 0.9,
  /** Maximum length of a log line, as of an event in CloudWatch Logs. */
  logLineCharacters: 256 * 1024,
  /** First delay between polls of an idle mapping. The delay doubles … */
  shortestPollMilliseconds: 50,
  /** … up to this. `pollNow` ends the delay. */
  longestPollMilliseconds: 2000,
  /**
   * Visibility timeout of a message that no handler received, at its first receive. Multiplied by
   * `retryDelayFactor` at each further receive …
   */
  firstRetryDelaySeconds: 1,
  retryDelayFactor: 3,
  /** … up to this. */
  longestRetryDelaySeconds: 300,
  /** Maximum total size of the bodies in a batch, which leaves room for the rest of the event. */
  batchBytes: 4 * 1024 * 1024,
  /** Maximum size of an error that a function reports. */
  errorBytes: 256 * 1024,
} as const;
