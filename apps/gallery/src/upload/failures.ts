/** Refusals of a file that another attempt would get too. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set([
  'file-too-large',
  'kind-unsupported',
  'empty-file',
]);

export const isFinalRefusal = (code: string): boolean => FINAL_REFUSALS.has(code);

/** Failures of processing that lie in the file itself: processing it again ends the same way. */
const FINAL_FAILURES: ReadonlySet<string> = new Set([
  'corrupt',
  'video-unsupported',
  'too-long',
  'too-many-pixels',
  'expands-too-far',
  'too-large',
]);

export const canRetry = (code: string): boolean => !FINAL_FAILURES.has(code);
