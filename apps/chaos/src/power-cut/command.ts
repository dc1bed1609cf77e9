import { ChaosError } from '../errors.ts';
import { runCommand } from '../run/command.ts';
import { readPowerCutOptions, usage } from './options.ts';
import { createRun } from './run.ts';
import { complaints, summarize } from './summary.ts';

/** `pnpm chaos --power-cut-only`. Resolves to the process's exit status: 1 if anything is wrong. */
export async function powerCut(args: readonly string[]): Promise<number> {
  const options = readPowerCutOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  return runCommand({
    onLoopDevice: true,
    report: options.report,
    create({ disk, home }) {
      if (!disk) throw new ChaosError('no-loop-device');
      return createRun(disk, home, options);
    },
    complaints,
    summarize,
  });
}
