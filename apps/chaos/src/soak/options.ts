import { flag, readOptions, seed, text, wholeNumber } from '../options.ts';

export const usage = `pnpm soak [options]   sends mixed requests to a complete Galeria, and measures whether its memory or files grow

  --requests N    uploads, interrupted uploads, queries, downloads, deletions and bad requests (20000)
  --seed N        repeats a run (default: random)
  --report FILE   writes the figures as JSON
  --stack NAME    stack whose configuration to use (dev)
`;

export type Options = ReturnType<typeof readSoakOptions>;

/** @throws ChaosError `bad-setting` */
export const readSoakOptions = (args: readonly string[]) =>
  readOptions(args, {
    requests: wholeNumber(20_000, 1),
    seed,
    report: text(undefined),
    stack: text('dev'),
    help: flag,
  });
