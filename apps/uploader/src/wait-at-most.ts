/** Waits until a promise resolves, for at most `ms` milliseconds. Throws what the promise rejects with. */
export async function waitAtMost(ms: number, promise: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  // Unreferenced, so that it does not delay the end of the process.
  const timer = setTimeout(resolve, ms).unref();
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
