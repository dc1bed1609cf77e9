import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '@galeria/local/config';
import { defined } from '@galeria/media';
import { LAST_CHANGES_MS } from '../events/limits.ts';
import { type Listener, startListener } from '../events/listener.ts';
import { readRow } from '../galeria/records.ts';
import { judgeEvents } from '../judge/events.ts';
import type { Fault, Finding, Found } from '../judge/findings.ts';
import { type Generations, judgeGenerations } from '../judge/generations.ts';
import { indexVersions, readLastChanges } from '../judge/indexes.ts';
import { judge } from '../judge/judge.ts';
import { judgeOffsets } from '../judge/offsets.ts';
import { findOrphans } from '../judge/orphans.ts';
import { readItems } from '../judge/read-items.ts';
import { differences, takeSnapshot } from '../judge/snapshot.ts';
import { createRandom } from '../random.ts';
import { createStatus } from '../status.ts';
import { createLedger } from '../traffic/ledger.ts';
import { type Backlog, isEmpty, waitUntilDrained } from './backlog.ts';
import { type ChaosCloud, startChaosCloud } from './cloud.ts';
import type { Options } from './options.ts';
import { awayPart, crashPart, outagePart, type PartContext } from './parts.ts';
import { replay } from './replay.ts';
import { requeue } from './requeue.ts';
import { retryFailed } from './retry-failed.ts';
import type { Workspace } from './workspace.ts';

export type Report = Awaited<ReturnType<typeof runParts>>;

/** Runs the requested parts on a new cloud, and judges the result. */
export function createRun(workspace: Workspace, options: Options) {
  let cloud: ChaosCloud | undefined;
  return {
    async run() {
      const random = createRandom(options.seed);
      cloud = await startChaosCloud(workspace, options, random.fork(0));
      const status = createStatus();
      const ledger = createLedger();
      const listener = startListener(cloud, random.fork(8));
      const { address, home } = cloud;
      status.line(`Galeria runs at ${address}, data folder ${home}, seed ${options.seed}`);
      try {
        return await runParts({ cloud, options, ledger, random, status }, listener);
      } finally {
        await listener.stop();
      }
    },
    stop: async (): Promise<void> => cloud?.close(),
  };
}

async function runParts(context: PartContext, listener: Listener) {
  const { cloud, options, ledger, status } = context;
  const crash = options.minutes > 0 ? await crashPart(context) : undefined;
  const pause = crash && options.outageMinutes > 0 && !options.noSettle;
  if (pause) await settle(context, 'after the kills');
  const outage = options.outageMinutes > 0 ? await outagePart(context) : undefined;
  const away = options.awayMinutes > 0 ? await awayPart(context) : undefined;
  await settle(context, 'at the end');

  status.line(`reading ${ledger.ids().size} pictures`);
  const found = await readItems(cloud, ledger.ids());
  const findings: Finding[] = [
    ...judge(ledger.requests, found, options),
    ...judgeOffsets(ledger.offsets),
    ...(await judgeDeletions(context, found)),
    ...(await findOrphans(cloud, ledger.ids())),
  ];
  const countFaults = (name: Fault) => findings.filter(({ fault }) => fault === name).length;
  // A replayed event would process an exhausted item again and so change it.
  const retried = await retryFailed(cloud);
  if (retried > 0) await settle(context, `${retried} items retried`);
  const replayed = options.replays > 0 ? await replayPart(context) : undefined;
  status.line('comparing indexes and events with the catalog');
  findings.push(...(await judgeReadModels(context, listener)));
  const { arrivals, checked, connections } = listener.heard();
  status.line('comparing spools, buckets and catalog');
  return {
    seed: options.seed,
    verified: await verify(cloud.home),
    seconds: status.seconds(),
    acknowledged: ledger.countFiles('acknowledged'),
    unanswered: ledger.countFiles('unanswered'),
    refused: ledger.countFiles('refused'),
    pictures: ledger.ids().size,
    lost: countFaults('lost'),
    misnamed: countFaults('misnamed'),
    stuck: countFaults('stuck'),
    findings,
    events: { received: arrivals.length, checked, connections },
    ends: countEnds(found.values()),
    retried,
    /** Resumable uploads that were continued after a failed request. */
    resumed: new Set(ledger.offsets.map(({ upload }) => upload)).size,
    deletions: deletionFigures(ledger.generations, found),
    attempts: count([...found.values()].flatMap(({ outcomes }) => outcomes)),
    ...defined({
      uploaderKills: crash && figures(crash.cells),
      processorKills: crash && figures(crash.processors),
      diskFaults: crash && count(crash.diskFaults),
      powerCuts: crash && options.powerCut ? crash.cuts : undefined,
      outage,
      away,
      replayed,
    }),
  };
}

async function settle(context: PartContext, when: string): Promise<Backlog> {
  const { cloud, options, status } = context;
  const started = status.seconds();
  const left = await waitUntilDrained(cloud, {
    timeLimitMs: options.timeLimit * 1000,
    report: ({ spooled, events, messages }) =>
      status.update(`${when}: ${spooled} in spools, ${events} events, ${messages} messages left`),
  });
  const took = status.seconds() - started;
  status.line(
    isEmpty(left) ? `${when}: settled in ${took} s` : `${when}: NOT settled in ${took} s`,
  );
  return left;
}

/** Waits until the index of every cell and the listener have the catalog's last changes, and judges. */
async function judgeReadModels(
  { cloud }: PartContext,
  listener: Listener,
): Promise<readonly Finding[]> {
  const deadline = Date.now() + LAST_CHANGES_MS;
  while ((await compareReadModels(cloud, listener)).length > 0 && Date.now() <= deadline) {
    await sleep(500);
  }
  // Checks of events that have just arrived may still find one that came early.
  await listener.stop();
  return compareReadModels(cloud, listener);
}

async function compareReadModels(cloud: ChaosCloud, listener: Listener): Promise<Finding[]> {
  const changes = await readLastChanges(cloud);
  const catalog = new Map(changes.map(({ id, state }) => [id, state]));
  return [
    ...cloud.cells.flatMap((cell) =>
      differences(catalog, indexVersions(cloud.home, cell)).map(
        (detail): Finding => ({ fault: 'index-differs', subject: `cell ${cell}`, detail }),
      ),
    ),
    ...judgeEvents(listener.heard(), changes),
  ];
}

/** Compares deleted pictures, and those uploaded again, with the catalog. */
async function judgeDeletions(
  { cloud, ledger }: PartContext,
  found: ReadonlyMap<string, Found>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const generations of ledger.generations) {
    const row = await readRow(cloud, generations.id, 'ITEM');
    const seen = row && { status: String(row.status?.S), generation: Number(row.generation?.N) };
    findings.push(...judgeGenerations(generations, found.get(generations.id), seen));
  }
  return findings;
}

const deletionFigures = (all: readonly Generations[], found: ReadonlyMap<string, Found>) => ({
  pictures: all.length,
  deletions: all.reduce((sum, { deleted }) => sum + deleted, 0),
  gone: all.filter(({ id, deleted }) => deleted > 0 && !found.has(id)).length,
  /** Present again, in a later generation. */
  again: all.filter(({ id, deleted }) => deleted > 0 && found.has(id)).length,
});

async function replayPart(context: PartContext) {
  const { cloud, options, random, status } = context;
  const { events } = cloud;
  const before = await takeSnapshot(cloud);
  const replayed = await replay({
    cloud,
    events: [...events],
    times: options.replays,
    random: random.fork(6),
    report: (delivered, all) => status.update(`${delivered} of ${all} events delivered again`),
  });
  status.line(`${replayed.delivered} events delivered again`);
  const queued = await requeue({
    cloud,
    events: [...events],
    times: options.queueReplays,
    random: random.fork(7),
  });
  const left = await settle(context, `${queued} events put into their queues again`);
  const changes = differences(before, await takeSnapshot(cloud));
  return {
    ...replayed,
    queued,
    notDone: replayed.notDone + left.messages,
    events: events.length,
    compared: before.size,
    changes,
  };
}

/** Runs `galeria verify`. @returns its exit status */
async function verify(home: string): Promise<number> {
  const { root } = readConfig();
  const tool = spawn(
    process.execPath,
    [join(root, 'apps/cli/src/main.ts'), 'verify', '--grace', '0'],
    { stdio: ['ignore', 2, 2], env: { ...readConfig().inherited, GALERIA_HOME: home } },
  );
  const [code] = await once(tool, 'exit');
  return code ?? -1;
}

const countEnds = (found: Iterable<Found>) =>
  count([...found].map(({ status, failure }) => (failure ? `${status}: ${failure}` : status)));

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const figures = <Phase extends string>({
  count,
  inFlight,
  phases,
}: {
  count: number;
  inFlight: number;
  phases: ReadonlyMap<Phase, number>;
}) => ({ count, inFlight, phases: Object.fromEntries(phases) });
