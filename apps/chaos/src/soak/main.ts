import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '@galeria/local/terminal';
import { ChaosError } from '../errors.ts';
import { readSoakOptions, usage } from './options.ts';
import { type Slope, soak } from './run.ts';

/** `pnpm soak`. Resolves to the process's exit status: 1 if something grows. */
async function main(args: readonly string[]): Promise<number> {
  const options = readSoakOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'galeria-soak-'));
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort(new ChaosError('interrupted')));
  }
  const report = await soak(folder, options, stopping.signal).finally(() =>
    rm(folder, { recursive: true }),
  );
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  const { seed, seconds, requests, kinds } = report;
  const sent = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`);
  process.stdout.write(`seed ${seed}, ${seconds} s, ${requests} requests: ${sent.join(', ')}\n`);
  for (const slope of report.slopes) process.stdout.write(`${summarize(slope)}\n`);
  return report.slopes.some(({ slope, steepest }) => slope > steepest) ? 1 : 0;
}

const summarize = ({ name, first, last, slope, steepest }: Slope): string =>
  `${name.padEnd(12)} ${first} to ${last}, ${slope.toFixed(4)} a request, at most ${steepest.toFixed(4)}${slope > steepest ? ': GROWS' : ''}`;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ChaosError)) throw error;
  say(`galeria: ${error.message}`);
  process.exitCode = 1;
}
