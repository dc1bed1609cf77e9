import { parseArgs } from 'node:util';
import { LocalError } from '../../src/errors.ts';

export const usage = `pnpm soak [options]   sends mixed requests to a whole Galeria, and measures whether it grows

  --requests N    uploads, aborts at every moment, queries, listings, deletions and bad requests (20000)
  --seed N        repeats what is sent (a random one)
  --report FILE   writes the figures as JSON
  --stack NAME    whose configuration is taken (dev)
`;

export type Options = ReturnType<typeof readOptions>;

/** @throws LocalError `bad-setting` */
export function readOptions(args: readonly string[]) {
  const { values } = parse(args);
  const number = (name: 'requests' | 'seed', standard: number): number => {
    const value = Number(values[name] ?? standard);
    if (Number.isInteger(value) && value > 0) return value;
    const detail = `--${name} takes a whole number, not "${values[name]}"`;
    throw new LocalError('bad-setting', { detail });
  };
  return {
    requests: number('requests', 20_000),
    seed: number('seed', 1 + Math.floor(Math.random() * 2 ** 31)),
    report: values.report,
    stack: values.stack ?? 'dev',
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        requests: text,
        seed: text,
        report: text,
        stack: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new LocalError('bad-setting', { detail: (cause as Error).message, cause });
  }
}
