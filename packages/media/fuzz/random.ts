/** A seeded generator (mulberry32). */
export interface Random {
  /** Returns an integer from 0 to `below` (exclusive). */
  integer(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const integer = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[integer(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to pick from');
    return item;
  }
  return { integer, pick };
}
