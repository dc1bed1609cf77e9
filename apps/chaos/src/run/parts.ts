import { setTimeout as sleep } from 'node:timers/promises';
import { killCells, killProcessors, noKills } from '../faults/kills.ts';
import { absence, type OutageOptions, outages } from '../faults/outages.ts';
import type { ProcessorPhase, UploaderPhase } from '../faults/phases.ts';
import { cutPowerRepeatedly, type PowerCut } from '../faults/power-cuts.ts';
import type { Random } from '../random.ts';
import type { Status } from '../status.ts';
import { startDeletions } from '../traffic/deletions.ts';
import type { Ledger } from '../traffic/ledger.ts';
import { startTusUploads } from '../traffic/tus.ts';
import { startUploads } from '../traffic/uploads.ts';
import type { ChaosCloud } from './cloud.ts';
import type { Options } from './options.ts';

export interface PartContext {
  readonly cloud: ChaosCloud;
  readonly options: Options;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly status: Status;
}

/** A part ends unfinished after this many times its minutes, but not before the minimum. */
const MAX_FACTOR = 4;
const MIN_TIMEOUT_MS = 120_000;
/** Kills and uploads are planned for this share of the time, since restarts take time too. */
const PLANNED_SHARE = 0.75;

/** Uploads while cells and processors are killed, disks fail and the power is cut, until time and counts are reached. */
export async function crashPart(context: PartContext) {
  const { cloud, options, ledger, random, status } = context;
  const { diskFaults } = cloud;
  const milliseconds = options.minutes * 60_000;
  const cells = noKills<UploaderPhase>();
  const processors = noKills<ProcessorPhase>();
  const cuts: PowerCut[] = [];
  const timeout = AbortSignal.timeout(Math.max(milliseconds * MAX_FACTOR, MIN_TIMEOUT_MS));
  const over = new AbortController();
  const stop = startSending(
    context,
    'crash',
    options.uploads / (milliseconds / 1000) / PLANNED_SHARE,
  );
  const plan = (label: number, count: number) => ({
    cloud,
    count,
    random: random.fork(label),
    gapMs: (milliseconds * PLANNED_SHARE) / Math.max(1, count),
    signal: AbortSignal.any([timeout, over.signal]),
  });
  const acknowledged = async () => {
    while (ledger.countFiles('acknowledged', 'crash') < options.uploads && !timeout.aborted) {
      status.update(
        `${ledger.countFiles('acknowledged')} acknowledged, ${cells.count} kills of uploaders, ${processors.count} of processors, ${cuts.length} power cuts`,
      );
      await sleep(500);
    }
  };
  await diskFaults.setRate(options.diskFaults);
  try {
    await Promise.all([
      killCells(plan(2, options.kills), cells),
      killProcessors(plan(3, options.processorKills), processors),
      cutPowerRepeatedly(
        {
          ...plan(4, options.powerCut ? options.cuts : 0),
          report: ({ upMs }) =>
            status.line(`power cut ${cuts.length}: up again after ${Math.round(upMs / 1000)} s`),
        },
        cuts,
      ),
      acknowledged(),
      sleep(milliseconds),
    ]);
  } finally {
    over.abort();
    await stop();
    await diskFaults.setRate(0);
  }
  return { cells, processors, cuts, diskFaults: await diskFaults.injected() };
}

/** Files a second while the cloud is away, and in total. They are all processed afterwards. */
const OUTAGE_FILES_PER_SECOND = 4;
const MAX_OUTAGE_FILES = 2400;

/** Uploads while S3, SQS and DynamoDB fail in turn. Every request must be answered with 202. */
export const outagePart = (context: PartContext) =>
  whileAway(context, 'outage', context.options.outageMinutes, (report) =>
    outages({
      setMode: (service, mode) => context.cloud.call('setMode', service, mode),
      random: context.random.fork(5),
      milliseconds: context.options.outageMinutes * 60_000,
      signal: new AbortController().signal,
      report,
    }),
  );

/** Uploads while all three are away without a pause. */
export const awayPart = (context: PartContext) =>
  whileAway(context, 'away', context.options.awayMinutes, (report) =>
    absence({
      setMode: (service, mode) => context.cloud.call('setMode', service, mode),
      milliseconds: context.options.awayMinutes * 60_000,
      report,
    }),
  );

async function whileAway(
  context: PartContext,
  part: 'outage' | 'away',
  minutes: number,
  disturb: (report: OutageOptions['report']) => Promise<void>,
) {
  const { ledger, status } = context;
  const stop = startSending(
    context,
    part,
    Math.min(OUTAGE_FILES_PER_SECOND, MAX_OUTAGE_FILES / (minutes * 60)),
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

/** Uploads and deletes continuously until stopped, with other pictures in each part. */
function startSending(
  { cloud, options, ledger, random }: PartContext,
  part: (typeof PARTS)[number],
  filesPerSecond: number,
): () => Promise<void> {
  const at = PARTS.indexOf(part);
  const seed = options.seed + at;
  const uploads = startUploads({
    address: cloud.address,
    ledger,
    seed,
    random: random.fork(10 + at),
    part,
    filesPerSecond,
  });
  const deletions = startDeletions({ cloud, ledger, seed, random: random.fork(20 + at), part });
  const resumable = startTusUploads({
    address: cloud.address,
    ledger,
    seed,
    random: random.fork(30 + at),
    part,
  });
  return async () => {
    await Promise.all([uploads.stop(), deletions.stop(), resumable.stop()]);
  };
}
