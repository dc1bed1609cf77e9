import { statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type IndexedItem, type MediaIndex, openSqliteIndex } from '@galeria/media-index';
import { itemOf, textOf } from './gallery.ts';
import { type Question, questions } from './questions.ts';

const SIZES = [1000, 100_000] as const;
const BATCH = 500;
/** Rounds of each question before the measured ones, which fill the page cache. */
const WARM_UP = 3;
const MS_PER_NS = 1e-6;

interface Times {
  readonly p50: number;
  readonly p95: number;
}

interface Gallery {
  readonly size: number;
  readonly index: MediaIndex;
  readonly path: string;
  readonly buildSeconds: number;
}

/** Builds both galleries, and asks them each question in turn, so that other load meets both alike. */
export async function measureIndex(folder: string, rounds: number): Promise<string[]> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const galleries: Gallery[] = [];
  for (const size of SIZES) galleries.push(await build(folder, size));
  loop.enable();
  const rows: string[] = [];
  for (const question of questions) {
    const measures = galleries.map(({ index }) => ({ index, times: [] as number[] }));
    for (let round = -WARM_UP; round < 10 * rounds; round++) {
      for (const { index, times } of measures) {
        const start = performance.now();
        await question.ask(index, round + WARM_UP);
        if (round >= 0) times.push(performance.now() - start);
      }
    }
    const [small, large] = measures.map(({ times }) => timesOf(times));
    if (!small || !large) throw new RangeError('The benchmark compares two galleries');
    rows.push(row(question, small, large));
    console.error(rows.at(-1));
  }
  loop.disable();
  for (const { index } of galleries) await index.close();
  const built = galleries.map(
    ({ size, path, buildSeconds }) =>
      `${size.toLocaleString('en')} items: built in ${buildSeconds.toFixed(1)} s, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
  );
  const [load = 0] = loadavg();
  return [
    `${built.join('; ')}. Load average ${load.toFixed(0)}.`,
    [
      '| | 1,000: p50, p95 ms | 100,000: p50, p95 ms | ratio of p50 | p95 at most |',
      '|---|---:|---:|---:|---:|',
      ...rows,
    ].join('\n'),
    `Delay of the caller's event loop meanwhile: p99 ${(loop.percentile(99) * MS_PER_NS).toFixed(1)} ms, maximum ${(loop.max * MS_PER_NS).toFixed(1)} ms, with a timer of 1 ms.`,
  ];
}

async function build(folder: string, size: number): Promise<Gallery> {
  const path = join(folder, `${size}.sqlite`);
  const index = await openSqliteIndex({ path });
  const start = performance.now();
  for (let from = 0; from < size; from += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, size - from) }, (_, at) =>
      itemOf(from + at),
    );
    await index.apply(items);
    for (const [at, item] of items.entries()) await addText(index, item, from + at);
  }
  return { size, index, path, buildSeconds: (performance.now() - start) / 1000 };
}

async function addText(index: MediaIndex, item: IndexedItem, number: number): Promise<void> {
  if (item.text !== undefined) await index.applyText(textOf(item, number));
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => {
    const time = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    if (time === undefined) throw new RangeError('At least one round is needed');
    return time;
  };
  return { p50: at(0.5), p95: at(0.95) };
}

function row({ name, most, ratio }: Question, small: Times, large: Times): string {
  const pair = ({ p50, p95 }: Times) => `${p50.toFixed(1)}, ${p95.toFixed(1)}`;
  const times = (large.p50 / small.p50).toFixed(2);
  const limit = ratio === undefined ? '' : ` (at most ${ratio})`;
  return `| ${name} | ${pair(small)} | ${pair(large)} | ${times}${limit} | ${Number.isFinite(most) ? most : ''} |`;
}
