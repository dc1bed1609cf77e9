import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '@galeria/local/terminal';
import { ChaosError } from './errors.ts';
import { complaints, summarize } from './judge/summary.ts';
import { powerCut } from './power-cut/command.ts';
import { readRunOptions, usage } from './run/options.ts';
import { run } from './run/run.ts';

/** The most complaints to print; the report has all of them. */
const MAX_SHOWN = 20;

/** `pnpm chaos`. Resolves to the process's exit status: 1 if anything was lost or is wrong. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--power-cut-only')) return powerCut(args);
  const options = readRunOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const home = await mkdtemp(join(tmpdir(), 'galeria-chaos-'));
  const report = await run(home, options);
  const wrong = complaints(report);
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  for (const complaint of wrong.slice(0, MAX_SHOWN)) say(complaint);
  if (wrong.length > MAX_SHOWN) say(`… and ${wrong.length - MAX_SHOWN} more`);
  for (const line of summarize(report)) process.stdout.write(`${line}\n`);
  if (wrong.length > 0) {
    say(`the data folder is kept: ${home}`);
    return 1;
  }
  await rm(home, { recursive: true });
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ChaosError)) throw error;
  say(`galeria: ${error.message}`);
  process.exitCode = 1;
}
