import { parseArgs } from 'node:util';
import { LocalError } from '../src/errors.ts';

export const usage = `pnpm chaos [options]   kills, starves and repeats a whole Galeria, and counts what was lost

  --seed N                 repeats what is sent, broken and killed (a random one)
  --minutes M              how long cells and processors are killed (12)
  --uploads N              acknowledged uploads that this takes at least (5000)
  --kills N                kills of an uploader (300)
  --processor-kills N      kills of a processor (100)
  --disk-faults SHARE      which share of the calls to the spools' disks fails meanwhile: full, broken,
                           torn or short (0.01)
  --outage-minutes M       how long S3, SQS and DynamoDB go wrong by turns (10)
  --away-minutes M         how long all of them are away without a pause: they refuse, hang, and
                           answer 5xx, a third of it each (10)
  --replays N              how often every event is delivered again afterwards (10)
  --queue-replays N        how often every event is put into its queue again after that (2)
  --visibility SECONDS     of the work queues, instead of the program's: a killed processor's
                           message comes back after it
  --patience SECONDS       how long all of it may take to settle after each part (1500)
  --hurry                  goes on to the outages before all has settled after the kills
  --report FILE            writes the figures as JSON
  --stack NAME             whose configuration is taken (prod: it has two cells)
  --power-cut              cuts the power of a file system instead; see --power-cut --help

A part of no minutes, or no replays, is left out. A part lasts longer where its counts need it.
`;

const numbers = {
  seed: () => Math.floor(Math.random() * 2 ** 31),
  minutes: () => 12,
  uploads: () => 5000,
  kills: () => 300,
  'processor-kills': () => 100,
  'disk-faults': () => 0.01,
  'outage-minutes': () => 10,
  'away-minutes': () => 10,
  replays: () => 10,
  'queue-replays': () => 2,
  visibility: () => Number.NaN,
  patience: () => 1500,
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
    minutes: number('minutes'),
    uploads: number('uploads'),
    kills: number('kills'),
    processorKills: number('processor-kills'),
    diskFaults: number('disk-faults'),
    outageMinutes: number('outage-minutes'),
    awayMinutes: number('away-minutes'),
    replays: number('replays'),
    queueReplays: number('queue-replays'),
    /** NaN: the program's own. */
    visibilitySeconds: number('visibility'),
    patienceSeconds: number('patience'),
    hurry: values.hurry ?? false,
    report: values.report,
    stack: values.stack ?? 'prod',
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...(Object.fromEntries(Object.keys(numbers).map((name) => [name, text])) as Record<
          keyof typeof numbers,
          typeof text
        >),
        hurry: { type: 'boolean' },
        report: text,
        stack: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new LocalError('bad-setting', { detail: (cause as Error).message, cause });
  }
}
