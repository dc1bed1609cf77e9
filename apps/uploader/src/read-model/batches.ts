/**
 * Collects what is added during a run for the next run, so that there is one run at a time.
 *
 * @param run must not throw
 */
export function createBatches<Item>(run: (batch: readonly Item[]) => Promise<void>) {
  let waiting: Item[] = [];
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  function schedule(): Promise<void> {
    const scheduled: Promise<void> = current.then(() => {
      const batch = waiting;
      waiting = [];
      current = scheduled;
      next = undefined;
      return run(batch);
    });
    return scheduled;
  }

  return {
    /** @returns a promise of the run that includes these items */
    add(items: Iterable<Item>): Promise<void> {
      for (const item of items) waiting.push(item);
      next ??= schedule();
      return next;
    },
    /** Resolves after the runs of all items that were added so far. */
    settled: (): Promise<void> => next ?? current,
  };
}
