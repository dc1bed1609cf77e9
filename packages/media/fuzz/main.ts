// pnpm fuzz images [mutations] [seed]: cuts small pictures at every per cent, then damages them at
// random, and sees that each ends with a reason.
import { mkdir, writeFile } from 'node:fs/promises';
import { derive } from '../src/image/index.ts';
import { makers } from '../test/image/samples.ts';
import { openJudge } from './judge.ts';
import { mutate } from './mutate.ts';
import { seeded } from './random.ts';

const DEADLINE_MS = 10_000;
const KEPT = new URL('./found/', import.meta.url);

const [kind, mutations = '20000', seed = '1'] = process.argv.slice(2);
if (kind !== 'images') {
  console.error('usage: pnpm fuzz images [mutations] [seed]');
  process.exit(2);
}

const random = seeded(Number(seed));
const samples = await Promise.all(Object.values(makers).map((make) => make()));
const judge = await openJudge(derive);
const counts = new Map<string, number>();
let slowest = 0;
let faults = 0;

async function tryFile(label: string, file: Uint8Array): Promise<void> {
  const { outcome, elapsedMs } = await judge.judge(file);
  const name = typeof outcome === 'string' ? outcome : `unexpected: ${outcome.unexpected}`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  slowest = Math.max(slowest, elapsedMs);
  const isFault = typeof outcome !== 'string' || elapsedMs > DEADLINE_MS;
  if (isFault) faults += 1;
  if (!isFault && outcome !== 'decoder-lost') return;
  await mkdir(KEPT, { recursive: true });
  await writeFile(new URL(label, KEPT), file);
  console.log(`${name} after ${Math.round(elapsedMs)} ms, kept as found/${label}`);
}

for (const [name, make] of Object.entries(makers)) {
  const whole = await make();
  for (let percent = 0; percent < 100; percent++) {
    await tryFile(
      `${name}-${percent}`,
      whole.subarray(0, Math.floor((whole.length * percent) / 100)),
    );
  }
}
console.log('cut at every per cent');
for (let index = 1; index <= Number(mutations); index++) {
  const file = mutate(random.pick(samples), random.pick(samples), random);
  await tryFile(`${seed}-${index}`, file);
  if (index % 1000 === 0) console.log(`${index} of ${mutations}`);
}
await judge.close();

for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(count, name);
console.log(
  `slowest ${Math.round(slowest)} ms; ${faults} without a reason or beyond ${DEADLINE_MS} ms`,
);
process.exitCode = faults > 0 ? 1 : 0;
