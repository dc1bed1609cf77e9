import { install } from './install.ts';

install();
const { simulate } = await import('./run.ts');

const [first = '1', count = '1', verbose] = process.argv.slice(2);
await simulate(0);
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const started = process.hrtime.bigint();
  const { hash, violations, lines, profile } = await simulate(seed);
  const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
  console.log(seed, hash.slice(0, 12), lines.length, `${ms} ms`, JSON.stringify(violations));
  if (verbose) console.log(JSON.stringify(profile), `\n${lines.join('\n')}`);
}
