import { say } from '@galeria/local/terminal';
import { ChaosError } from './errors.ts';
import { complaints, summarize } from './judge/summary.ts';
import { powerCut } from './power-cut/command.ts';
import { runCommand } from './run/command.ts';
import { readRunOptions, usage } from './run/options.ts';
import { createRun } from './run/run.ts';

/** `pnpm chaos`. Resolves to the process's exit status: 1 if anything was lost or is wrong. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--power-cut-only')) return powerCut(args);
  const options = readRunOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  return runCommand({
    onLoopDevice: options.powerCut,
    report: options.report,
    create: (workspace) => createRun(workspace, options),
    complaints,
    summarize,
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ChaosError)) throw error;
  say(`galeria: ${error.message}`);
  process.exitCode = 1;
}
