import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../../src/terminal.ts';
import { makeDisk } from './disk.ts';
import { IMAGE_BYTES } from './limits.ts';
import { readOptions, usage } from './options.ts';
import { createRun } from './run.ts';
import { inWords, isWrong } from './verdict.ts';

/** As a shell says it of a process that SIGINT ended. */
const INTERRUPTED = 130;

/** `pnpm chaos --power-cut`. Resolves to the process's exit status: 1 where anything is wrong. */
export async function powerCut(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
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
  for (const line of inWords(report)) process.stdout.write(`${line}\n`);
  if (isWrong(report)) {
    say(`its data is kept in ${disk.image}: mount -o loop`);
    return 1;
  }
  await rm(folder, { recursive: true });
  return 0;
}
