export type Random = ReturnType<typeof createRandom>;

/**
 * A random source that a seed repeats (mulberry32). Processes and sockets keep their own time, so a
 * seed repeats the requests, faults and kills and their planned times, not the exact instant of a hit.
 */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  /** From 0 (inclusive) to 1 (exclusive). */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const integer = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    chance: (probability: number): boolean => next() < probability,
    pick: <T>(all: readonly T[]): T => all[integer(0, all.length - 1)] as T,
    /** A gap between random events with this mean (exponential distribution). */
    gap: (mean: number): number => -Math.log(1 - next()) * mean,
    /** Fisher and Yates. */
    shuffle: <T>(all: readonly T[]): T[] => {
      const mixed = [...all];
      for (let at = mixed.length - 1; at > 0; at--) {
        const other = integer(0, at);
        [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
      }
      return mixed;
    },
    /** An independent source, so that the draws of one part do not change those of another. */
    fork: (label: number) => createRandom(Math.imul(seed ^ 0x9e3779b9, label + 1) + label),
  };
}
