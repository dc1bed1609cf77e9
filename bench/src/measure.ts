// Measures one strategy on one file, in a separate process: node measure.ts STRATEGY FILE FOLDER
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StrategyName, strategies } from './strategies.ts';
import { childCpuMs, peakMiB } from './usage.ts';

export interface Measure {
  /** CPU time in a warm process, including children. Cold starts are measured separately. */
  readonly cpuMs: number;
  readonly peakMiB: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const [name, path, folder] = process.argv.slice(2) as [StrategyName, string, string];
await warmUp();

const before = process.cpuUsage();
const childrenBefore = childCpuMs();
const made = await strategies[name](path, folder);
const { user, system } = process.cpuUsage(before);
const children = childCpuMs() - childrenBefore;
for (const { name, body } of made) await writeFile(join(folder, name), body);

const measure: Measure = {
  cpuMs: (user + system) / 1000 + children,
  peakMiB: peakMiB(),
  files: made.map(({ name, body }) => ({ name, bytes: body.length })),
};
console.log(JSON.stringify(measure));

/** Processes a small picture, so that all code is loaded and compiled. */
async function warmUp(): Promise<void> {
  const { default: sharp } = await import('sharp');
  const small = join(folder, 'small.jpg');
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const create = { width: 400, height: 300, channels: 3, background: '#888', noise } as const;
  await sharp({ create }).jpeg().toFile(small);
  // A native program needs no warm-up.
  const times = name === 'vipsthumbnail' ? 0 : 3;
  for (let time = 0; time < times; time++) await strategies[name](small, folder);
}
