import { SimulationError } from './errors.ts';
import { readOptions, usage } from './options.ts';
import { type Report, runAll } from './pool.ts';

/** `pnpm simulate`. Resolves to the process's exit status: 1 where a promise was broken. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  let ran = 0;
  const broken: Report[] = [];
  await runAll(options, (report) => {
    ran += 1;
    for (const line of report.lines ?? []) process.stdout.write(`${line}\n`);
    if (report.violations.length === 0) return;
    broken.push(report);
    for (const { promise, detail } of report.violations) {
      process.stdout.write(`seed ${report.seed} ${promise}: ${detail}\n`);
    }
  });
  process.stdout.write(`${ran} seeds, ${broken.length} with a broken promise\n`);
  return broken.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SimulationError)) throw error;
  process.stderr.write(`galeria: ${error.message}\n`);
  process.exitCode = 1;
}
