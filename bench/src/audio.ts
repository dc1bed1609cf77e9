import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { encodeSound, tune } from '@galeria/media/testing';
import type { AudioMeasure, AudioStrategy } from './measure-audio.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);
const SECONDS = 180;
const LONG_SECONDS = 4 * 3600;

/**
 * Compares both at the same work: decode, measure with true peak, apply gain, encode as AAC at 192
 * kbit/s.
 */
export async function measureAudio(folder: string, rounds: number): Promise<string> {
  const song = join(folder, 'tune.flac');
  encodeSound(tune(44_100, SECONDS), song, { encoder: 'flac', muxer: 'flac' });
  const measures: Record<AudioStrategy, AudioMeasure[]> = { galeria: [], ffmpeg: [] };
  for (let round = 0; round < rounds; round++) {
    for (const strategy of ['galeria', 'ffmpeg'] as const) {
      measures[strategy].push(await measureOnce(strategy, song));
    }
  }
  const cpuMs = (strategy: AudioStrategy) => median(measures[strategy].map((each) => each.cpuMs));
  const long = await measureLong(folder, song);
  const [ours, theirs] = [cpuMs('galeria'), cpuMs('ffmpeg')];
  const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    row('three minutes, FLAC to AAC', 'measured', 'limit'),
    row('---', '---:', '---:'),
    row('CPU of galeria, ms', ours.toFixed(0), ''),
    row("CPU of Debian's ffmpeg, ms", theirs.toFixed(0), ''),
    row('galeria / ffmpeg', (ours / theirs).toFixed(2), '1.50'),
    row('speed relative to playback, on one core', ((SECONDS * 1000) / ours).toFixed(0), '30'),
    row('memory, MiB', median(measures.galeria.map((each) => each.peakMiB)).toFixed(0), '300'),
    row('memory for four hours, MiB', long.peakMiB.toFixed(0), '300'),
  ].join('\n');
}

/** Measures the memory for four hours at a low sample rate, as memory could grow with the length. */
async function measureLong(folder: string, song: string): Promise<AudioMeasure> {
  const path = join(folder, 'long.flac');
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', '-1', '-i', song],
    ...['-t', String(LONG_SECONDS), '-ar', '16000', '-ac', '2', path],
  ]);
  const measure = await measureOnce('galeria', path);
  await rm(path);
  return measure;
}

async function measureOnce(strategy: AudioStrategy, path: string): Promise<AudioMeasure> {
  const program = fileURLToPath(new URL('./measure-audio.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [program, strategy, path], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}
