import { setTimeout as sleep } from 'node:timers/promises';
import type { CellProcess } from '../src/cells/cell.ts';
import type { LocalCloud } from '../src/cloud.ts';
import { type ProcessorPhase, phasesOf, processorPhaseOf, type UploaderPhase } from './phases.ts';
import type { Random } from './random.ts';
import { readSpool } from './spool.ts';

export interface Kills<Phase extends string> {
  /** How many there were. */
  count: number;
  /** Those that hit something under way. */
  inFlight: number;
  /** How many kills found something in each phase; one kill may find several. */
  readonly phases: Map<Phase, number>;
}

export interface KillOptions {
  readonly cloud: LocalCloud;
  readonly home: string;
  readonly random: Random;
  /** How many there are to be. */
  readonly count: number;
  /** The mean time from one to the next. */
  readonly gapMs: number;
  readonly signal: AbortSignal;
}

/** How often a cell is killed while it starts, and looks through what the last kill left. */
const STARTING_SHARE = 0.08;
const LOOK_MS = 3;
/** A kill comes within this long after something is there to be hit: anywhere on its way, or past it. */
const AIM_MS = 60;

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
    await sleep(random.next() * AIM_MS);
    if (signal.aborted) return;
    const starting = !isUp(cell);
    await cell.crash();
    // Nothing may be awaited between the two: the next start tidies up.
    const spool = readSpool(home, cell.name);
    const phases = await phasesOf(cloud, spool);
    note(kills, starting ? phases.add('starting') : phases);
  }
}

const isBusy = (home: string, { name }: CellProcess): boolean => {
  const { receiving, sealing, waiting } = readSpool(home, name);
  return receiving + sealing + waiting.length > 0;
};

const isUp = (cell: CellProcess): boolean => cell.address() !== undefined;

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
    await sleep(random.next() * AIM_MS);
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
  while (!holds() && !signal.aborted) await sleep(LOOK_MS);
}
