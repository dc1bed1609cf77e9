import { execFile, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { allocator } from '@galeria/media/isolation';
import { openCorpus, type Photograph } from './corpus.ts';
import type { Measure } from './measure.ts';
import { psnr } from './quality.ts';
import { median, sum } from './statistics.ts';
import { type StrategyName, strategies } from './strategies.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('./measure.ts', import.meta.url));

/** The costs of a strategy for a file: medians over the rounds. */
export interface Cost {
  readonly cpuMs: number;
  readonly peakMiB: number;
  readonly bytes: number;
  /** Mean of the renditions, in dB. */
  readonly psnr: number;
}

export type Costs = ReadonlyMap<Photograph, ReadonlyMap<StrategyName, Cost>>;

/** Measures every strategy on every file, interleaved so that load affects all equally. */
export async function measureImages(folder: string, rounds: number): Promise<Costs> {
  const names = (Object.keys(strategies) as StrategyName[]).filter(isThere);
  const costs = new Map<Photograph, Map<StrategyName, Cost>>();
  for (const photograph of await openCorpus(folder)) {
    const measures = new Map(names.map((name): [StrategyName, Measure[]] => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, each] of measures) each.push(await measure(name, photograph, folder));
    }
    const ofFile = new Map<StrategyName, Cost>();
    for (const [name, each] of measures) {
      const [first] = each;
      if (!first) throw new RangeError('At least one round is needed');
      ofFile.set(name, {
        cpuMs: median(each.map(({ cpuMs }) => cpuMs)),
        peakMiB: median(each.map(({ peakMiB }) => peakMiB)),
        bytes: sum(first.files.map(({ bytes }) => bytes)),
        psnr: await meanPsnr(photograph, first, outputOf(folder, name)),
      });
    }
    console.error(`${photograph.name}, ${photograph.coding}: measured`);
    costs.set(photograph, ofFile);
  }
  return costs;
}

const isThere = (name: StrategyName) =>
  name !== 'vipsthumbnail' || spawnSync('vipsthumbnail', ['--version']).status === 0;

const outputOf = (folder: string, name: StrategyName) => join(folder, name.replaceAll(/\W+/g, '-'));

async function measure(name: StrategyName, { path }: Photograph, folder: string): Promise<Measure> {
  const output = outputOf(folder, name);
  await mkdir(output, { recursive: true });
  // Galeria starts the decoder's process with these settings; the samples do not.
  const settings = name.startsWith('galeria') ? allocator : {};
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', ...settings };
  const { stdout } = await run(process.execPath, ['--no-warnings', program, name, path, output], {
    env,
  });
  return JSON.parse(stdout) as Measure;
}

async function meanPsnr({ path }: Photograph, { files }: Measure, output: string) {
  const whole = files.filter(({ name }) => !name.includes('square'));
  const each = await Promise.all(whole.map(({ name }) => psnr(path, join(output, name))));
  return sum(each) / each.length;
}
