import { flag, number, readOptions, seed, text, wholeNumber } from '../options.ts';

export const usage = `pnpm chaos [options]   breaks a complete Galeria under load, and counts what was lost

  --seed N                 repeats a run (default: random)
  --minutes M              how long uploaders and processors are killed (12)
  --uploads N              minimum of acknowledged uploads in that time (5000)
  --kills N                kills of an uploader (300)
  --processor-kills N      kills of a processor (100)
  --disk-faults SHARE      share of the calls to the spools' disks that fail in that time: full, broken,
                           torn or short (0.01)
  --power-cut              keeps the data folder on a loop device, and cuts its power in that time.
                           Requires root
  --cuts N                 power cuts with --power-cut (5)
  --outage-minutes M       how long S3, SQS and DynamoDB fail in turn (10)
  --away-minutes M         how long all three are unavailable without a pause: they refuse connections,
                           hang, and answer 5xx, each for a third of that time (10)
  --replays N              how often every event is delivered again afterwards (10)
  --queue-replays N        how often every event is put into its queue again after that (2)
  --visibility SECONDS     visibility timeout of the work queues (default: the program's)
  --longest-delay SECONDS  longest delay until a failed message is delivered again (default: 900)
  --time-limit SECONDS     how long all work may take to settle after each part (1500)
  --no-settle              starts the outages before all work has settled after the kills
  --report FILE            writes the figures as JSON
  --stack NAME             stack whose configuration to use (prod: it has two cells)
  --power-cut-only         only cuts power, and checks everything after each cut; has its own options:
                           see --power-cut-only --help

A part with 0 minutes or 0 replays is left out. A part lasts longer if its counts require it.
`;

export type Options = ReturnType<typeof readRunOptions>;

/** @throws ChaosError `bad-setting` */
export const readRunOptions = (args: readonly string[]) =>
  readOptions(args, {
    seed,
    minutes: number(12),
    uploads: wholeNumber(5000, 0),
    kills: wholeNumber(300, 0),
    processorKills: wholeNumber(100, 0),
    diskFaults: number(0.01),
    powerCut: flag,
    cuts: wholeNumber(5, 1),
    outageMinutes: number(10),
    awayMinutes: number(10),
    replays: wholeNumber(10, 0),
    queueReplays: wholeNumber(2, 0),
    visibility: number(undefined),
    longestDelay: number(undefined),
    timeLimit: number(1500),
    noSettle: flag,
    report: text(undefined),
    stack: text('prod'),
    help: flag,
  });
