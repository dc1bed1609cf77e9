import { parseArgs } from 'node:util';
import { LocalError } from '../../src/errors.ts';

export const usage = `pnpm chaos --power-cut [options]   cuts the power of a whole Galeria, and counts what was lost

  The data folder lies on an ext4 file system of its own, in an image file behind a loop device. A power
  cut is EXT4_IOC_SHUTDOWN without a flush of the journal: whatever was not synced is gone. Needs root.

  --seed N             repeats what is sent, and the moments of the cuts (a random one)
  --cuts N             power cuts under load, after a first one that follows the making of keys (20)
  --uploads N          acknowledged uploads in the whole run, at least (500)
  --patience SECONDS   how long after a start everything may take to be as acknowledged (300)
  --report FILE        writes the figures as JSON
  --stack NAME         whose configuration is taken (dev)
`;

const numbers = {
  seed: () => Math.floor(Math.random() * 2 ** 31),
  cuts: () => 20,
  uploads: () => 500,
  patience: () => 300,
} as const;

export type Options = ReturnType<typeof readOptions>;

/** @throws LocalError `bad-setting` */
export function readOptions(args: readonly string[]) {
  const { values } = parse(args);
  const number = (name: keyof typeof numbers): number => {
    const text = values[name];
    if (text === undefined) return numbers[name]();
    const value = Number(text);
    if (text !== '' && value >= 0) return value;
    throw new LocalError('bad-setting', { detail: `--${name} takes a number, not "${text}"` });
  };
  return {
    seed: number('seed'),
    cuts: number('cuts'),
    uploads: number('uploads'),
    patienceMs: number('patience') * 1000,
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
        'power-cut': { type: 'boolean' },
        seed: text,
        cuts: text,
        uploads: text,
        patience: text,
        report: text,
        stack: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new LocalError('bad-setting', { detail: (cause as Error).message, cause });
  }
}
