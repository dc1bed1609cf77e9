// pnpm fuzz images|audio|documents [mutations] [seed]: cuts small files of each format at every per
// cent, damages them at random, and checks that each is ready or fails with a code.
import { mkdir, writeFile } from 'node:fs/promises';
import { childrenPeakBytes } from '../src/isolation/index.ts';
import { cuts } from './cuts.ts';
import { openJudge } from './judge.ts';
import { kindsOfFuzz, loadSubject } from './kinds.ts';
import { seeded } from './random.ts';

const KEPT = new URL('./found/', import.meta.url);

const [kind = '', mutations = '20000', seed = '1'] = process.argv.slice(2);
const subject = await loadSubject(kind);
if (!subject) {
  console.error(`usage: pnpm fuzz ${kindsOfFuzz.join('|')} [mutations] [seed]`);
  process.exit(2);
}

const { derive, makers, mutate, mimeTypeOf, deadlineMs } = subject;
const random = seeded(Number(seed));
const samples = await Promise.all(
  Object.entries(makers).map(async ([name, make]) => ({ name, bytes: await make() })),
);
const judge = await openJudge(derive);
const counts = new Map<string, number>();
let slowest = 0;
let faults = 0;

async function tryFile(label: string, sample: string, file: Uint8Array): Promise<void> {
  const { outcome, elapsedMs } = await judge.judge(file, mimeTypeOf(sample));
  const name = typeof outcome === 'string' ? outcome : `unexpected: ${outcome.unexpected}`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  slowest = Math.max(slowest, elapsedMs);
  const isFault = typeof outcome !== 'string' || elapsedMs > deadlineMs;
  if (isFault) faults += 1;
  if (!isFault && outcome !== 'decoder-lost') return;
  await mkdir(KEPT, { recursive: true });
  await writeFile(new URL(label, KEPT), file);
  console.log(`${name} after ${Math.round(elapsedMs)} ms, kept as found/${label}`);
}

for (const { name, bytes } of samples) {
  for (const [percent, cut] of [...cuts(bytes, 1)].entries()) {
    await tryFile(`${name}-${percent}`, name, cut);
  }
}
console.log('cut at every per cent');
for (let index = 1; index <= Number(mutations); index++) {
  const { name, bytes } = random.pick(samples);
  const file = await mutate(bytes, random.pick(samples).bytes, random);
  await tryFile(`${seed}-${index}`, name, file);
  if (index % 1000 === 0) console.log(`${index} of ${mutations}`);
}
await judge.close();

for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(count, name);
console.log(
  `slowest ${Math.round(slowest)} ms; ${faults} without a code or beyond ${deadlineMs} ms; ` +
    `at most ${Math.round(childrenPeakBytes() / 2 ** 20)} MiB`,
);
process.exitCode = faults > 0 ? 1 : 0;
