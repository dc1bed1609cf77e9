import { flag, number, readOptions, seed, text, wholeNumber } from '../options.ts';

export const usage = `pnpm chaos --power-cut-only [options]   cuts the power of a complete Galeria, and counts what was lost

  The data folder is on an ext4 file system in an image file behind a loop device. A power cut is
  EXT4_IOC_SHUTDOWN without a flush of the journal, so that unsynced data is lost. Requires root.

  --seed N               repeats a run (default: random)
  --cuts N               power cuts under load, after a first one right after keys are made (20)
  --uploads N            minimum of acknowledged uploads in the whole run (500)
  --time-limit SECONDS   how long recovery may take after each start (300)
  --report FILE          writes the figures as JSON
  --stack NAME           stack whose configuration to use (dev)
`;

export type Options = ReturnType<typeof readPowerCutOptions>;

/** @throws ChaosError `bad-setting` */
export const readPowerCutOptions = (args: readonly string[]) =>
  readOptions(args, {
    powerCutOnly: flag,
    seed,
    cuts: wholeNumber(20, 1),
    uploads: wholeNumber(500, 1),
    timeLimit: number(300),
    report: text(undefined),
    stack: text('dev'),
    help: flag,
  });
