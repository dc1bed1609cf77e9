import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf } from '../galeria/processes.ts';
import { DRAIN_TIMEOUT_MS, PROBE_TIMEOUT_MS, type STEEPEST } from './limits.ts';

/** The memory and files of a Galeria at rest, after a number of requests. */
export interface Sample {
  readonly requests: number;
  readonly values: Readonly<Record<keyof typeof STEEPEST, number>>;
}

export interface SampleOptions {
  readonly pid: number;
  readonly home: string;
  /** The folder of the probes' files. */
  readonly probes: string;
  readonly requests: number;
}

const POLL_MS = 50;

/** Waits until the spools are empty, has the processes collect their garbage, and measures. */
export async function takeSample({ pid, home, probes, requests }: SampleOptions): Promise<Sample> {
  const deadline = Date.now() + DRAIN_TIMEOUT_MS;
  while (spooled(home).folders > 0 && Date.now() < deadline) await sleep(POLL_MS);
  const cells = familyOf(pid).filter(isCell);
  const hostMemory = await collectedMemory(pid, probes);
  let cellMemory = 0;
  for (const cell of cells) cellMemory += await collectedMemory(cell, probes);
  const descriptors = [pid, ...cells].reduce((sum, one) => sum + descriptorsOf(one), 0);
  return { requests, values: { hostMemory, cellMemory, descriptors, ...spooled(home) } };
}

/** Counts the request folders, and the inodes of folders and files, in the spools of all cells. */
function spooled(home: string): { folders: number; inodes: number } {
  for (;;) {
    try {
      return countSpooled(home);
    } catch (error) {
      // The shipper removed a folder while its entries were read.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function countSpooled(home: string) {
  let folders = 0;
  let inodes = 0;
  for (const cell of readdirSync(join(home, 'cells'))) {
    for (const place of ['incoming', 'ready']) {
      const path = join(home, 'cells', cell, 'spool', place);
      folders += readdirSync(path).length;
      inodes += readdirSync(path, { recursive: true }).length;
    }
  }
  return { folders, inodes };
}

const isCell = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('uploader/dist/main.mjs');
  } catch {
    return false;
  }
};

const descriptorsOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

/** Resident memory in bytes, once the process has collected its garbage. */
async function collectedMemory(pid: number, probes: string): Promise<number> {
  const answer = join(probes, `${pid}.json`);
  rmSync(answer, { force: true });
  process.kill(pid, 'SIGUSR2');
  for (const deadline = Date.now() + PROBE_TIMEOUT_MS; ; await sleep(POLL_MS)) {
    const text = read(answer);
    if (text) return (JSON.parse(text) as { rss: number }).rss;
    if (Date.now() > deadline) throw new Error(`process ${pid} does not report its memory`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
