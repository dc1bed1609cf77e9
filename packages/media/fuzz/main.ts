// pnpm fuzz images|audio [mutations] [seed]: cuts small files of each format at every per cent, then
// damages them at random, and sees that each ends with a reason.
import { mkdir, writeFile } from 'node:fs/promises';
import type { Derive } from '../src/kind.ts';
import { openJudge } from './judge.ts';
import { mutate } from './mutate.ts';
import { seeded } from './random.ts';

const DEADLINE_MS = 10_000;
const KEPT = new URL('./found/', import.meta.url);

interface Subject {
  readonly derive: Derive;
  readonly makers: Readonly<Record<string, () => Promise<Buffer>>>;
}

const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  images: async () => ({
    ...(await import('../src/image/index.ts')),
    ...(await import('../test/image/samples.ts')),
  }),
  audio: async () => ({
    ...(await import('../src/audio/index.ts')),
    ...(await import('../test/audio/samples.ts')),
  }),
};

const [kind = '', mutations = '20000', seed = '1'] = process.argv.slice(2);
const load = subjects[kind];
if (!load) {
  console.error(`usage: pnpm fuzz ${Object.keys(subjects).join('|')} [mutations] [seed]`);
  process.exit(2);
}
const { derive, makers } = await load();

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
