import { WRITE_PARALLEL } from './limits.ts';

/** Works through a list, some at a time. */
export async function inParallel<T>(
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(WRITE_PARALLEL, all.length) }, worker));
}
