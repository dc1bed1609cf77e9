import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ContestantName, contestant, isInstalled, jobFor } from './contestants.ts';
import type { LoadResult } from './load.ts';
import { cpuMs, memoryMiB, program, type Running, resetPeak, run } from './processes.ts';
import type { Row } from './rows.ts';

/** One measurement of a contestant, or of the disk. */
export interface Sample {
  readonly perSecond: number;
  readonly p50Ms: number;
  /** Processor time of the server for one file; undefined for the disk. */
  readonly cpuMs?: number;
}

export type Samples = Map<ContestantName | 'disk', Sample[]>;

export interface Measured {
  readonly row: Row;
  readonly samples: Samples;
  /** Contestants that were not measured, with the reason. */
  readonly skipped: ReadonlyMap<ContestantName, string>;
}

/** Measures a row: all contestants in turn, so many rounds, after a small one to warm up. */
export async function measureRow(folder: string, row: Row, rounds: number): Promise<Measured> {
  const samples: Samples = new Map();
  const skipped = new Map<ContestantName, string>();
  const servers = new Map<ContestantName, Running>();
  const start = async (name: ContestantName) => {
    const node = row.slowSyncMs === undefined ? [] : slowSync(row.slowSyncMs);
    const server = await contestant(name).start(folderOf(folder, name), node);
    servers.set(name, server);
    const count = Math.ceil(row.count / 10);
    const { refused } = await load(name, server, folderOf(folder, name), { ...row, count });
    if (refused !== undefined) skipped.set(name, `status ${refused}`);
    return server;
  };
  const keep = (name: ContestantName | 'disk', sample: Sample) =>
    samples.set(name, [...(samples.get(name) ?? []), sample]);
  try {
    for (let round = 0; round < rounds; round++) {
      if (row.slowSyncMs === undefined) {
        keep('disk', await measureDisk(folderOf(folder, 'disk'), row));
      }
      for (const name of row.contestants) {
        if (!isInstalled(name)) skipped.set(name, 'not installed');
        if (skipped.has(name)) continue;
        const server = servers.get(name) ?? (await start(name));
        if (!skipped.has(name)) keep(name, await measure(name, server, folder, row));
        if (!contestant(name).startEachTime) continue;
        servers.delete(name);
        await server.stop();
        await rm(folderOf(folder, name), { recursive: true });
      }
    }
  } finally {
    await Promise.all([...servers.values()].map(({ stop }) => stop()));
    await rm(folder, { recursive: true, force: true });
  }
  return { row, samples, skipped };
}

const folderOf = (folder: string, name: string): string =>
  join(folder, name.replaceAll(/\W+/g, '-'));

async function measure(
  name: ContestantName,
  server: Running,
  folder: string,
  row: Row,
): Promise<Sample> {
  const before = await cpuMs(server.pid);
  const { seconds, p50Ms } = await load(name, server, folderOf(folder, name), row);
  const spent = (await cpuMs(server.pid)) - before;
  return { perSecond: row.count / seconds, p50Ms, cpuMs: spent / row.count };
}

const slowSync = (ms: number): string[] => ['--import', `${program('slow-sync.ts')}?ms=${ms}`];

async function measureDisk(folder: string, { size, count, concurrency }: Row): Promise<Sample> {
  await mkdir(folder, { recursive: true });
  const numbers = [size, count, concurrency].map(String);
  const { seconds, p50Ms } = await run<LoadResult>('disk.ts', folder, ...numbers);
  await rm(folder, { recursive: true });
  return { perSecond: count / seconds, p50Ms };
}

type Amount = Pick<Row, 'size' | 'count' | 'concurrency'>;

/** Runs the load generator, waits until the server is at rest, and deletes what it keeps. */
async function load(
  name: ContestantName,
  server: Running,
  folder: string,
  { size, count, concurrency }: Amount,
): Promise<LoadResult> {
  const which = contestant(name);
  const job = jobFor(which, server, folder, { size, count, concurrency });
  const result = await run<LoadResult>('load.ts', JSON.stringify(job));
  if (which.rest) await which.rest(server);
  else if (!which.startEachTime) await empty(folder);
  return result;
}

/** Deletes uploaded files. Folders of nginx stay. */
async function empty(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && entry.name !== 'nginx.conf' && entry.name !== 'nginx.pid') {
      await rm(join(entry.parentPath, entry.name), { force: true });
    }
  }
}

/** The most memory above idle in MiB, while the uploader alone receives these uploads. */
export async function measureMemory(
  folder: string,
  amount: Amount,
  idleMs: number,
): Promise<number> {
  const server = await contestant('galeria').start(folder, []);
  try {
    const warm = { size: 1_000_000, count: 20, concurrency: 4 };
    await load('galeria', server, folder, warm);
    await sleep(idleMs);
    const idle = await memoryMiB(server.pid);
    await resetPeak(server.pid);
    await run<LoadResult>(
      'load.ts',
      JSON.stringify(jobFor(contestant('galeria'), server, folder, amount)),
    );
    return (await memoryMiB(server.pid)).peak - idle.now;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
