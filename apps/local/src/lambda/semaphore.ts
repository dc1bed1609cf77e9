/** A semaphore with `count` permits. `idle` resolves when all permits are free. */
export function createSemaphore(count: number) {
  const waiting: (() => void)[] = [];
  let held = 0;
  let freed = Promise.withResolvers<void>();
  return {
    async acquire(): Promise<void> {
      if (held < count) held++;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    release(): void {
      const next = waiting.shift();
      if (next !== undefined) next();
      else {
        held--;
        freed.resolve();
        freed = Promise.withResolvers<void>();
      }
    },
    async idle(): Promise<void> {
      while (held > 0) await freed.promise;
    },
  };
}
