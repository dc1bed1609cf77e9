import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalError } from '../src/errors.ts';
import { say } from '../src/terminal.ts';
import { readOptions, usage } from './options.ts';
import { powerCut } from './power-cut/command.ts';
import { run } from './run.ts';
import { complaints, inWords } from './verdict.ts';

/** More complaints than these say nothing new; the report has all of them. */
const SHOWN = 20;

/** `pnpm chaos`. Resolves to the process's exit status: 1 where anything was lost or is wrong. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--power-cut')) return powerCut(args);
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const home = await mkdtemp(join(tmpdir(), 'galeria-chaos-'));
  const report = await run(home, options);
  const wrong = complaints(report);
  if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  for (const complaint of wrong.slice(0, SHOWN)) say(complaint);
  if (wrong.length > SHOWN) say(`… and ${wrong.length - SHOWN} more`);
  for (const line of inWords(report)) process.stdout.write(`${line}\n`);
  if (wrong.length > 0) {
    say(`its data is kept in ${home}`);
    return 1;
  }
  await rm(home, { recursive: true });
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LocalError)) throw error;
  say(`galeria: ${error.message}`);
  process.exitCode = 1;
}
