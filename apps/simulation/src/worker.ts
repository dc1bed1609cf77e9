import { install } from './install.ts';
import { putBack } from './mutations.ts';
import { readOptions } from './options.ts';

/** Any seed: what is loaded once, by the first run, is not to be part of one that counts. */
const WARM_UP_SEED = 0;

/** Runs some seeds one after the other, and writes a line of JSON for each. */
const { first, seeds, mutation, trace, untilFound } = readOptions(process.argv.slice(2));
const fixed = mutation === undefined ? {} : putBack(mutation);
install();
const { simulate } = await import('./run.ts');

await simulate(WARM_UP_SEED);
for (let seed = first; seed < first + seeds; seed++) {
  const { violations, hash, lines, profile } = await simulate(seed, fixed);
  const result = { seed, hash, violations, ...(trace ? { profile, lines } : {}) };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (untilFound && violations.length > 0) break;
}
