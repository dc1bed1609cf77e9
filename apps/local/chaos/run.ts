import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { askAgain } from './again.ts';
import { type Backlog, drained, isEmpty } from './backlog.ts';
import { startChaosCloud } from './cloud.ts';
import type { Finding, Found } from './findings.ts';
import { judge } from './judge.ts';
import { createLedger } from './ledger.ts';
import { judgeLives, type Lives } from './lives.ts';
import { lookAt } from './look.ts';
import type { Options } from './options.ts';
import { awayPart, crashPart, outagePart, type PartContext } from './parts.ts';
import { createRandom } from './random.ts';
import { readRow } from './records.ts';
import { replay } from './replay.ts';
import { requeue } from './requeue.ts';
import { differences, takeSnapshot } from './snapshot.ts';
import { createStatus } from './status.ts';
import { strangers } from './strangers.ts';

export type Report = Awaited<ReturnType<typeof run>>;

/** Runs the parts that are asked for on a fresh cloud, and judges what is left. */
export async function run(home: string, options: Options) {
  const status = createStatus();
  const random = createRandom(options.seed);
  const ledger = createLedger();
  const chaos = await startChaosCloud(home, options, random.fork(0));
  const context: PartContext = { ...chaos, home, options, ledger, random, status };
  status.line(`a Galeria at ${chaos.cloud.address}, its data in ${home}, seed ${options.seed}`);
  try {
    const crash = options.minutes > 0 ? await crashPart(context) : undefined;
    const pause = crash && options.outageMinutes > 0 && !options.hurry;
    if (pause) await settle(context, 'after the kills');
    const outage = options.outageMinutes > 0 ? await outagePart(context) : undefined;
    const away = options.awayMinutes > 0 ? await awayPart(context) : undefined;
    await settle(context, 'at the end');

    status.line(`looking at ${ledger.ids().size} pictures`);
    const found = await lookAt(chaos.cloud, ledger.ids());
    const findings: Finding[] = [
      ...judge(ledger.requests, found, options),
      ...(await judgeDeletions(context, found)),
      ...(await strangers(chaos.cloud, ledger.ids())),
    ];
    // What was given up would be tried again by its own old events.
    const askedAgain = await askAgain(chaos.cloud);
    if (askedAgain > 0) await settle(context, `${askedAgain} asked for again`);
    const replayed = options.replays > 0 ? await replayPart(context) : undefined;
    status.line('holding spools, buckets and catalog against one another');
    const verified = await verify(home);
    return {
      seed: options.seed,
      seconds: status.seconds(),
      acknowledged: ledger.countFiles('acknowledged'),
      unanswered: ledger.countFiles('unanswered'),
      refused: ledger.countFiles('refused'),
      pictures: ledger.ids().size,
      lost: findings.filter(({ fault }) => fault === 'lost').length,
      findings,
      ends: countEnds(found.values()),
      askedAgain,
      deletions: deletionFigures(ledger.lives, found),
      attempts: count([...found.values()].flatMap(({ outcomes }) => outcomes)),
      verified,
      ...(crash ? { uploaderKills: figures(crash.cells) } : {}),
      ...(crash ? { processorKills: figures(crash.processors) } : {}),
      ...(crash ? { diskFaults: count(crash.diskFaults) } : {}),
      ...(outage ? { outage } : {}),
      ...(away ? { away } : {}),
      ...(replayed ? { replayed } : {}),
    };
  } finally {
    await chaos.close();
  }
}

async function settle(context: PartContext, when: string): Promise<Backlog> {
  const { home, options, status } = context;
  const started = status.seconds();
  const left = await drained(context, home, {
    patienceMs: options.patienceSeconds * 1000,
    say: ({ spooled, events, messages }) =>
      status.update(`${when}: ${spooled} in spools, ${events} events, ${messages} messages left`),
  });
  const took = status.seconds() - started;
  status.line(
    isEmpty(left) ? `${when}: settled in ${took} s` : `${when}: NOT settled in ${took} s`,
  );
  return left;
}

/** Holds all that was deleted, and what was sent again after that, against what is there. */
async function judgeDeletions(
  { cloud, ledger }: PartContext,
  found: ReadonlyMap<string, Found>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const lives of ledger.lives) {
    const row = await readRow(cloud, lives.id, 'ITEM');
    const seen = row && { status: String(row.status?.S), generation: Number(row.generation?.N) };
    findings.push(...judgeLives(lives, found.get(lives.id), seen));
  }
  return findings;
}

const deletionFigures = (all: readonly Lives[], found: ReadonlyMap<string, Found>) => ({
  pictures: all.length,
  deletions: all.reduce((sum, { buried }) => sum + buried, 0),
  gone: all.filter(({ id, buried }) => buried > 0 && !found.has(id)).length,
  /** Alive once more, in a later life. */
  again: all.filter(({ id, buried }) => buried > 0 && found.has(id)).length,
});

async function replayPart(context: PartContext) {
  const { cloud, events, options, random, status } = context;
  const before = await takeSnapshot(cloud);
  const replayed = await replay({
    cloud,
    events: [...events],
    times: options.replays,
    random: random.fork(6),
    say: (delivered, all) => status.update(`${delivered} of ${all} events delivered again`),
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

/** The product's own tool has to find nothing wrong either. @returns its exit status */
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
