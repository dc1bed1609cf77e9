import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCloud } from '@galeria/local/cloud';
import { readSpool } from '../galeria/spool.ts';
import type { Random } from '../random.ts';
import { type ProcessorPhase, phasesOf, processorPhaseOf, type UploaderPhase } from './phases.ts';

type Cell = LocalCloud['cells'][number];

export interface Kills<Phase extends string> {
  count: number;
  /** Kills while there was work in progress. */
  inFlight: number;
  /** How many kills hit work in each phase; one kill can hit several. */
  readonly phases: Map<Phase, number>;
}

export interface KillOptions {
  readonly cloud: LocalCloud;
  readonly home: string;
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
  { cloud, home, random, count, gapMs, signal }: KillOptions,
  kills: Kills<UploaderPhase>,
): Promise<void> {
  while (kills.count < count && !signal.aborted) {
    const cell = random.pick(cloud.cells);
    await sleep(random.gap(gapMs));
    const early = random.chance(STARTING_SHARE);
    await until(() => early || (isUp(cell) && isBusy(home, cell)), signal);
    await sleep(random.next() * MAX_DELAY_MS);
    if (signal.aborted) return;
    const starting = !isUp(cell);
    await cell.crash();
    // Nothing may be awaited in between, since the next start removes files.
    const spool = readSpool(home, cell.name);
    const phases = await phasesOf(cloud, spool);
    note(kills, starting ? phases.add('starting') : phases);
  }
}

const isBusy = (home: string, { name }: Cell): boolean => {
  const { receiving, sealing, waiting } = readSpool(home, name);
  return receiving + sealing + waiting.length > 0;
};

const isUp = (cell: Cell): boolean => cell.address() !== undefined;

/** Kills processors at random moments of their work. */
export async function killProcessors(
  { cloud, random, count, gapMs, signal }: KillOptions,
  kills: Kills<ProcessorPhase>,
): Promise<void> {
  const busy = () =>
    cloud.functions.flatMap((one) => one.running()).filter(({ working }) => working !== undefined);
  while (kills.count < count && !signal.aborted) {
    await sleep(random.gap(gapMs));
    await until(() => busy().length > 0, signal);
    await sleep(random.next() * MAX_DELAY_MS);
    const [first] = random.shuffle(busy());
    if (!first?.pid) continue;
    const payload = first.working;
    process.kill(first.pid, 'SIGKILL');
    note(kills, new Set([await processorPhaseOf(cloud, payload)]));
  }
}

function note<Phase extends string>(kills: Kills<Phase>, phases: ReadonlySet<Phase>): void {
  kills.count++;
  if (!phases.has('idle' as Phase)) kills.inFlight++;
  for (const phase of phases) kills.phases.set(phase, (kills.phases.get(phase) ?? 0) + 1);
}

async function until(holds: () => boolean, signal: AbortSignal): Promise<void> {
  while (!holds() && !signal.aborted) await sleep(POLL_MS);
}
