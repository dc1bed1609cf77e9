import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosCloud } from './cloud.ts';
import { killCells, killProcessors, noKills } from './kills.ts';
import type { Ledger } from './ledger.ts';
import type { Options } from './options.ts';
import { outages } from './outage.ts';
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

/** Uploads while cells and processors are killed, until the time is over and the counts are reached. */
export async function crashPart(context: PartContext) {
  const { cloud, home, options, ledger, random, status } = context;
  const milliseconds = options.minutes * 60_000;
  const cells = noKills<UploaderPhase>();
  const processors = noKills<ProcessorPhase>();
  const giveUp = AbortSignal.timeout(Math.max(milliseconds * LONGEST, LONGEST_AT_LEAST_MS));
  const over = new AbortController();
  const traffic = startTraffic({
    address: cloud.address,
    ledger,
    seed: options.seed,
    random: random.fork(1),
    part: 'crash',
    filesPerSecond: options.uploads / (milliseconds / 1000) / HASTE,
  });
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
  try {
    await Promise.all([
      killCells(plan(2, options.kills), cells),
      killProcessors(plan(3, options.processorKills), processors),
      acknowledged(),
      sleep(milliseconds),
    ]);
  } finally {
    over.abort();
    await traffic.stop();
  }
  return { cells, processors };
}

/** Files a second while the cloud is away: what is accepted has to be caught up with afterwards. */
const OUTAGE_FILES_PER_SECOND = 4;

/** Uploads while S3, SQS and DynamoDB go wrong. Nothing but 202 is expected. */
export async function outagePart({ cloud, proxies, options, ledger, random, status }: PartContext) {
  const traffic = startTraffic({
    address: cloud.address,
    ledger,
    // Other pictures than those of the first part.
    seed: options.seed + 1,
    random: random.fork(4),
    part: 'outage',
    filesPerSecond: OUTAGE_FILES_PER_SECOND,
  });
  const periods = new Map<string, number>();
  await outages({
    proxies,
    random: random.fork(5),
    milliseconds: options.outageMinutes * 60_000,
    signal: new AbortController().signal,
    say: (services, mode) => {
      periods.set(mode, (periods.get(mode) ?? 0) + 1);
      status.update(
        `${ledger.countFiles('acknowledged', 'outage')} acknowledged while away; ${services.join(', ')}: ${mode}`,
      );
    },
  });
  await traffic.stop();
  const sent = ledger.ofPart('outage');
  return {
    periods: Object.fromEntries(periods),
    requests: sent.length,
    accepted: sent.filter(({ outcome }) => outcome === 'acknowledged').length,
  };
}
