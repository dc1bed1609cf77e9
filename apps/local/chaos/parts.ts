import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCloud } from './cloud.ts';
import { startDeletions } from './deletions.ts';
import { killCells, killProcessors, noKills } from './kills.ts';
import type { Ledger } from './ledger.ts';
import type { Options } from './options.ts';
import { absence, type OutageOptions, outages } from './outage.ts';
import type { ProcessorPhase, UploaderPhase } from './phases.ts';
import type { Random } from './random.ts';
import type { Status } from './status.ts';
import { startTraffic } from './traffic.ts';

export interface PartContext extends ChaosCloud {
  readonly home: string;
  readonly options: Options;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly status: Status;
}

/** A part that needs this many times its minutes is given up, a short one only after this long. */
const LONGEST = 4;
const LONGEST_AT_LEAST_MS = 120_000;
/** Kills and uploads are planned a bit faster than need be, as restarts take time too. */
const HASTE = 0.75;

/** Uploads while cells and processors are killed and disks fail, until the time is over and the counts are reached. */
export async function crashPart(context: PartContext) {
  const { cloud, home, medium, options, ledger, random, status } = context;
  const milliseconds = options.minutes * 60_000;
  const cells = noKills<UploaderPhase>();
  const processors = noKills<ProcessorPhase>();
  const giveUp = AbortSignal.timeout(Math.max(milliseconds * LONGEST, LONGEST_AT_LEAST_MS));
  const over = new AbortController();
  const stop = startSending(context, 'crash', options.uploads / (milliseconds / 1000) / HASTE);
  const plan = (label: number, count: number) => ({
    cloud,
    home,
    count,
    random: random.fork(label),
    gapMs: (milliseconds * HASTE) / Math.max(1, count),
    signal: AbortSignal.any([giveUp, over.signal]),
  });
  const acknowledged = async () => {
    while (ledger.countFiles('acknowledged', 'crash') < options.uploads && !giveUp.aborted) {
      status.update(
        `${ledger.countFiles('acknowledged')} acknowledged, ${cells.count} kills of uploaders, ${processors.count} of processors`,
      );
      await sleep(500);
    }
  };
  await medium.setRate(options.diskFaults);
  try {
    await Promise.all([
      killCells(plan(2, options.kills), cells),
      killProcessors(plan(3, options.processorKills), processors),
      acknowledged(),
      sleep(milliseconds),
    ]);
  } finally {
    over.abort();
    await stop();
    await medium.setRate(0);
  }
  return { cells, processors, diskFaults: await medium.done() };
}

/** Files a second while the cloud is away, and altogether: what is accepted has to be caught up with. */
const OUTAGE_FILES_PER_SECOND = 4;
const OUTAGE_FILES_MOST = 2400;

/** Uploads while S3, SQS and DynamoDB go wrong by turns. Nothing but 202 is expected. */
export const outagePart = (context: PartContext) =>
  whileAway(context, 'outage', context.options.outageMinutes, (say) =>
    outages({
      proxies: context.proxies,
      random: context.random.fork(5),
      milliseconds: context.options.outageMinutes * 60_000,
      signal: new AbortController().signal,
      say,
    }),
  );

/** Uploads while all of them are away without a pause. */
export const awayPart = (context: PartContext) =>
  whileAway(context, 'away', context.options.awayMinutes, (say) =>
    absence({
      proxies: context.proxies,
      milliseconds: context.options.awayMinutes * 60_000,
      say,
    }),
  );

async function whileAway(
  context: PartContext,
  part: 'outage' | 'away',
  minutes: number,
  disturb: (say: OutageOptions['say']) => Promise<void>,
) {
  const { ledger, status } = context;
  const stop = startSending(
    context,
    part,
    Math.min(OUTAGE_FILES_PER_SECOND, OUTAGE_FILES_MOST / (minutes * 60)),
  );
  const periods = new Map<string, number>();
  await disturb((services, mode) => {
    periods.set(mode, (periods.get(mode) ?? 0) + 1);
    status.update(
      `${ledger.countFiles('acknowledged', part)} acknowledged while away; ${services.join(', ')}: ${mode}`,
    );
  });
  await stop();
  const sent = ledger.ofPart(part);
  return {
    periods: Object.fromEntries(periods),
    requests: sent.length,
    accepted: sent.filter(({ outcome }) => outcome === 'acknowledged').length,
  };
}

const PARTS = ['crash', 'outage', 'away'] as const;

/** Uploads and deletions without a pause, of other pictures in each part, until it is stopped. */
function startSending(
  { cloud, options, ledger, random }: PartContext,
  part: (typeof PARTS)[number],
  filesPerSecond: number,
): () => Promise<void> {
  const at = PARTS.indexOf(part);
  const seed = options.seed + at;
  const traffic = startTraffic({
    address: cloud.address,
    ledger,
    seed,
    random: random.fork(10 + at),
    part,
    filesPerSecond,
  });
  const deletions = startDeletions({ cloud, ledger, seed, random: random.fork(20 + at), part });
  return async () => {
    await Promise.all([traffic.stop(), deletions.stop()]);
  };
}
