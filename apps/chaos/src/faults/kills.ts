import { setTimeout as sleep } from 'node:timers/promises';
import { killAll } from '../galeria/processes.ts';
import { readSpool } from '../galeria/spool.ts';
import type { Random } from '../random.ts';
import type { ChaosCloud } from '../run/cloud.ts';
import { pollUntil } from '../until.ts';
import { type ProcessorPhase, phasesOf, processorPhaseOf, type UploaderPhase } from './phases.ts';

export interface Kills<Phase extends string> {
  count: number;
  /** Kills while there was work in progress. */
  inFlight: number;
  /** How many kills hit work in each phase; one kill can hit several. */
  readonly phases: Map<Phase, number>;
}

export interface KillOptions {
  readonly cloud: ChaosCloud;
  readonly random: Random;
  /** How many kills to make. */
  readonly count: number;
  /** The mean time between two kills. */
  readonly gapMs: number;
  readonly signal: AbortSignal;
}

/** Share of the kills that hit a cell while it starts and reads its spool. */
const STARTING_SHARE = 0.08;
const POLL_MS = 3;
/** A kill follows within this time after there is work, so that it hits any phase. */
const MAX_DELAY_MS = 60;

export const noKills = <Phase extends string>(): Kills<Phase> => ({
  count: 0,
  inFlight: 0,
  phases: new Map(),
});

/** Kills cells, one at a time, at random moments. */
export async function killCells(
  { cloud, random, count, gapMs, signal }: KillOptions,
  kills: Kills<UploaderPhase>,
): Promise<void> {
  while (kills.count < count && !signal.aborted) {
    const cell = random.pick(cloud.cells);
    await sleep(random.gap(gapMs));
    const early = random.chance(STARTING_SHARE);
    if (!early) await pollUntil(() => cloud.whileUp(() => isBusy(cloud, cell)), POLL_MS, signal);
    await sleep(random.next() * MAX_DELAY_MS);
    if (signal.aborted) return;
    await cloud.whileUp(async () => {
      const { starting, spool } = await cloud.call('crashCell', cell);
      const phases = await phasesOf(cloud, spool);
      note(kills, starting ? phases.add('starting') : phases);
    });
  }
}

/** Whether a cell is up and has uploads in its spool. */
async function isBusy({ home, call }: ChaosCloud, cell: string): Promise<boolean> {
  const { receiving, committing, waiting } = readSpool(home, cell);
  return receiving + committing + waiting.length > 0 && (await call('isUp', cell));
}

/** Kills processors at random moments of their work. */
export async function killProcessors(
  { cloud, random, count, gapMs, signal }: KillOptions,
  kills: Kills<ProcessorPhase>,
): Promise<void> {
  const busy = async () =>
    (await cloud.call('running')).filter(({ working }) => working !== undefined);
  while (kills.count < count && !signal.aborted) {
    await sleep(random.gap(gapMs));
    const isAnyBusy = async () => (await busy()).length > 0;
    await pollUntil(() => cloud.whileUp(isAnyBusy), POLL_MS, signal);
    await sleep(random.next() * MAX_DELAY_MS);
    await cloud.whileUp(async () => {
      const [first] = random.shuffle(await busy());
      if (first?.pid === undefined) return;
      killAll([first.pid]);
      note(kills, new Set([await processorPhaseOf(cloud, first.working)]));
    });
  }
}

function note<Phase extends string>(kills: Kills<Phase>, phases: ReadonlySet<Phase>): void {
  kills.count++;
  if (!phases.has('idle' as Phase)) kills.inFlight++;
  for (const phase of phases) kills.phases.set(phase, (kills.phases.get(phase) ?? 0) + 1);
}
