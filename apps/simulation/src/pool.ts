import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SimulationError } from './errors.ts';
import type { Violation } from './history.ts';
import { SEEDS_A_PROCESS } from './limits.ts';
import type { Options } from './options.ts';
import type { Profile } from './profile.ts';

const program = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** The report of a worker about one seed. */
export interface Report {
  readonly seed: number;
  readonly hash: string;
  readonly violations: readonly Violation[];
  /** Of a run that is traced. */
  readonly profile?: Profile;
  readonly lines?: readonly string[];
}

/** Runs the seeds in processes of their own, some at a time, and hands each report over. */
export async function runAll(options: Options, onReport: (report: Report) => void): Promise<void> {
  const stopping = new AbortController();
  let next = options.first;
  const end = options.first + options.seeds;
  const share = Math.min(SEEDS_A_PROCESS, Math.ceil(options.seeds / options.workers));

  async function work(): Promise<void> {
    while (next < end && !stopping.signal.aborted) {
      const first = next;
      next = Math.min(end, first + share);
      await runSome(options, { first, seeds: next - first }, stopping.signal, (report) => {
        onReport(report);
        if (options.untilFound && report.violations.length > 0) stopping.abort();
      });
    }
  }
  await Promise.all(Array.from({ length: options.workers }, work));
}

function runSome(
  { mutation, trace, untilFound }: Options,
  { first, seeds }: { readonly first: number; readonly seeds: number },
  signal: AbortSignal,
  onReport: (report: Report) => void,
): Promise<void> {
  const which = trace ? ['--seed', `${first}`] : ['--first', `${first}`, '--seeds', `${seeds}`];
  const args = [
    ...which,
    ...(mutation === undefined ? [] : ['--mutation', mutation]),
    ...(untilFound ? ['--until-found'] : []),
  ];
  const child = spawn(process.execPath, [...NODE_OPTIONS, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  signal.addEventListener('abort', () => child.kill('SIGKILL'), { once: true });
  createInterface({ input: child.stdout }).on('line', (line) => onReport(JSON.parse(line)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 || signal.aborted) resolve();
      else reject(new SimulationError('worker-lost', { detail: `exit code ${code}` }));
    });
  });
}

const NODE_OPTIONS = ['--disable-warning=ExperimentalWarning'];
