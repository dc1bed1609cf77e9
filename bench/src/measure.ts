// One strategy on one file, in a process of its own: node measure.ts STRATEGY FILE FOLDER
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type StrategyName, strategies } from './strategies.ts';

export interface Measure {
  /** Of the work alone, without the start of Node and the loading of code; children counted. */
  readonly cpuMs: number;
  readonly peakMiB: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const [name, path, folder] = process.argv.slice(2) as [StrategyName, string, string];
const warm = await import('sharp');
await warm
  .default({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  .raw()
  .toBuffer();
await import('@galeria/media/image/recipe');
if (name.startsWith('galeria')) await import('@galeria/media/image/derive');

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

/** `getrusage` would count what the process that started this one held: the kernel copies it. */
function peakMiB(): number {
  const status = readFileSync('/proc/self/status', 'latin1');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** proc(5), stat: fields 16 and 17 are the time of children that were waited for, in 1/100 s. */
function childCpuMs(): number {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
