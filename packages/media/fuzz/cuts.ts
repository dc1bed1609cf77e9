/** How far apart the cuts of `npm test` are, in per cent. `pnpm fuzz` cuts at every per cent. */
export const TEST_STEP = 4;

/** How many damaged files of each kind `npm test` reads. `pnpm fuzz` reads 20,000. */
export const TEST_MUTATIONS = 100;

/** The beginnings of a file at every `step` per cent of its length, the empty one first. */
export function* cuts(file: Buffer, step: number): Generator<Buffer> {
  for (let percent = 0; percent < 100; percent += step) {
    yield file.subarray(0, Math.floor((file.length * percent) / 100));
  }
}
