export type Random = ReturnType<typeof createRandom>;

/**
 * A source of chance that a seed repeats (mulberry32). Processes and sockets keep their own time, so
 * a seed repeats what is sent, broken and killed, and when; not the instant that a kill hits.
 */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  /** From 0 up to, but not, 1. */
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
    /** Gaps of events that come at random, with this mean: most are short, some are long. */
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
    /** A source of its own, so that what one part draws does not change another's. */
    fork: (label: number) => createRandom(Math.imul(seed ^ 0x9e3779b9, label + 1) + label),
  };
}
