import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '@galeria/local/terminal';
import { makeDisk } from './disk.ts';
import { IMAGE_BYTES } from './limits.ts';
import { readPowerCutOptions, usage } from './options.ts';
import { createRun } from './run.ts';
import { isWrong, summarize } from './summary.ts';

/** The exit status that a shell reports for a process that SIGINT ended. */
const INTERRUPTED = 130;

/** `pnpm chaos --power-cut-only`. Resolves to the process's exit status: 1 if anything is wrong. */
export async function powerCut(args: readonly string[]): Promise<number> {
  const options = readPowerCutOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = await mkdtemp(join(tmpdir(), 'galeria-power-cut-'));
  const disk = await makeDisk(folder, IMAGE_BYTES).catch(async (error) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  const { run, stop } = createRun(disk, options);
  const end = async () => {
    await stop();
    await disk.detach();
  };
  const discard = async () => {
    await end();
    await rm(folder, { recursive: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void discard().finally(() => process.exit(INTERRUPTED)));
  }
  const report = await run().finally(end);

  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  for (const line of summarize(report)) process.stdout.write(`${line}\n`);
  if (isWrong(report)) {
    say(`the data folder is kept: mount -o loop ${disk.image}`);
    return 1;
  }
  await rm(folder, { recursive: true });
  return 0;
}
