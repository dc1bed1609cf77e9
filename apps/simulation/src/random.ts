/** Every choice of a run comes from here, so that its seed repeats it. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<Item>(all: readonly Item[]): Item;
  /** Exponentially distributed: most are short, some are long. */
  exponential(mean: number): number;
  /** A generator of its own, so that one consumer's draws do not shift another's. */
  fork(): Random;
}

/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    between: (least, most) => least + next() * (most - least),
    chance: (share) => next() < share,
    pick: (all) => {
      const item = all[Math.floor(next() * all.length)];
      if (item === undefined) throw new RangeError('There is nothing to pick from');
      return item;
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
    fork: () => seeded(Math.floor(next() * 2 ** 32)),
  };
}
