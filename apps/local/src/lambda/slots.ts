/** So many things at a time: `take` waits for a free slot, `give` frees it. */
export function createSlots(count: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;
  let freed = Promise.withResolvers<void>();
  return {
    async take(): Promise<void> {
      if (taken < count) taken++;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give(): void {
      const next = waiting.shift();
      if (next !== undefined) next();
      else {
        taken--;
        freed.resolve();
        freed = Promise.withResolvers<void>();
      }
    },
    async allFree(): Promise<void> {
      while (taken > 0) await freed.promise;
    },
  };
}
