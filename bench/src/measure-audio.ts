// Measures one strategy on one file, in a separate process: node measure-audio.ts STRATEGY FILE
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { recipe } from '@galeria/media/audio/recipe';
import { childCpuMs, peakMiB } from './usage.ts';

export type AudioStrategy = 'galeria' | 'ffmpeg';

export interface AudioMeasure {
  /** Including the start of the process and its children. */
  readonly cpuMs: number;
  readonly peakMiB: number;
}

const run = promisify(execFile);

/** Runs the work of the kind's child process in this process. */
async function galeria(path: string): Promise<void> {
  const { derive } = await import('@galeria/media/audio/derive');
  await derive({ id: '0'.repeat(64), path, size: 0 });
}

async function ffmpeg(path: string): Promise<void> {
  const { integratedLufs, truePeakDbtp } = recipe.target;
  const quiet = ['-hide_banner', '-nostats', '-y', '-threads', '1', '-i', path];
  const { stderr } = await run(
    'ffmpeg',
    [...quiet, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
    { maxBuffer: 1 << 26 },
  );
  const read = (pattern: RegExp) =>
    Number(pattern.exec(stderr.slice(stderr.indexOf('Summary')))?.[1]);
  const wanted = integratedLufs - read(/I: +(-?[\d.]+) LUFS/);
  const allowed = truePeakDbtp - read(/Peak: +(-?[\d.]+) dBFS/);
  const gain = `volume=${Math.min(wanted, allowed)}dB`;
  const aac = ['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart'];
  await run('ffmpeg', [...quiet, '-vn', '-af', gain, ...aac, `${path}.ffmpeg.m4a`]);
}

const [strategy, path] = process.argv.slice(2) as [AudioStrategy, string];
const childrenBefore = childCpuMs();
await { galeria, ffmpeg }[strategy](path);
const { user, system } = process.cpuUsage();
const own = strategy === 'galeria' ? (user + system) / 1000 : 0;
const measure: AudioMeasure = {
  cpuMs: own + childCpuMs() - childrenBefore,
  peakMiB: peakMiB(),
};
console.log(JSON.stringify(measure));
