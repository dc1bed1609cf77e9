import { statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type IndexedItem, type MediaIndex, openSqliteIndex } from '@galeria/media-index';
import { itemOf, textOf } from './gallery.ts';
import { type Question, questions } from './questions.ts';

const SIZES = [1000, 100_000] as const;
const BATCH = 500;
/** Rounds of each question before the measured ones, which fill the page cache. */
const WARM_UP = 3;
const MS_PER_US = 1e-3;

interface Times {
  readonly p50: number;
  readonly p95: number;
}

/** The times of one call in milliseconds. */
interface Call {
  readonly elapsed: number;
  /** Of all threads. */
  readonly cpu: number;
  /** Of the calling thread, whose event loop it blocks at most this long. */
  readonly callerCpu: number;
}

interface Gallery {
  readonly index: MediaIndex;
  readonly built: string;
}

/** Builds both galleries, and asks them each question in turn, so that other load meets both alike. */
export async function measureIndex(folder: string, rounds: number): Promise<string[]> {
  const galleries: Gallery[] = [];
  for (const size of SIZES) galleries.push(await build(folder, size));
  let blocked = 0;
  const rows: string[] = [];
  for (const question of questions) {
    const calls = galleries.map(() => [] as Call[]);
    for (let round = -WARM_UP; round < 10 * rounds; round++) {
      for (const [at, { index }] of galleries.entries()) {
        const call = await timed(() => question.ask(index, round + WARM_UP));
        if (round >= 0) calls[at]?.push(call);
        blocked = Math.max(blocked, call.callerCpu);
      }
    }
    rows.push(row(question, calls));
    console.error(rows.at(-1));
  }
  for (const { index } of galleries) await index.close();
  return [
    `${galleries.map(({ built }) => built).join('; ')}. Load average ${(loadavg()[0] ?? 0).toFixed(0)}.`,
    [
      '| | 1,000: p50, p95 ms | 100,000: p50, p95 ms | ratio of p50 | 100,000: CPU, p50, p95 ms | p95 at most |',
      '|---|---:|---:|---:|---:|---:|',
      ...rows,
    ].join('\n'),
    `No call took more than ${blocked.toFixed(1)} ms of the calling thread's CPU time, so its event loop was blocked no longer (at most 20 ms).`,
  ];
}

async function timed(work: () => Promise<unknown>): Promise<Call> {
  const [start, cpu, caller] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  await work();
  const msOf = ({ user, system }: NodeJS.CpuUsage) => (user + system) * MS_PER_US;
  return {
    elapsed: performance.now() - start,
    cpu: msOf(process.cpuUsage(cpu)),
    callerCpu: msOf(process.threadCpuUsage(caller)),
  };
}

async function build(folder: string, size: number): Promise<Gallery> {
  const path = join(folder, `${size}.sqlite`);
  const index = await openSqliteIndex({ path });
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  for (let from = 0; from < size; from += BATCH) {
    const items = Array.from({ length: Math.min(BATCH, size - from) }, (_, at) =>
      itemOf(from + at),
    );
    await index.apply(items);
    for (const [at, item] of items.entries()) await addText(index, item, from + at);
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    index,
    built: `${size.toLocaleString('en')} items: built in ${seconds.toFixed(1)} s with ${((user + system) / 1e6).toFixed(1)} s of CPU time, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
  };
}

async function addText(index: MediaIndex, item: IndexedItem, number: number): Promise<void> {
  if (item.text !== undefined) await index.applyText(textOf(item, number));
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

function row(
  { name, most, ratio }: Question,
  [small = [], large = []]: readonly (readonly Call[])[],
): string {
  const of = (calls: readonly Call[], time: 'elapsed' | 'cpu') =>
    timesOf(calls.map((call) => call[time]));
  const pair = ({ p50, p95 }: Times) => `${p50.toFixed(1)}, ${p95.toFixed(1)}`;
  const times = (of(large, 'elapsed').p50 / of(small, 'elapsed').p50).toFixed(2);
  const limit = ratio === undefined ? '' : ` (at most ${ratio})`;
  return `| ${name} | ${pair(of(small, 'elapsed'))} | ${pair(of(large, 'elapsed'))} | ${times}${limit} | ${pair(of(large, 'cpu'))} | ${Number.isFinite(most) ? most : ''} |`;
}
