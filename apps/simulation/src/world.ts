import type { EventEmitter } from 'node:events';
import type { SimulatedDisk } from './disk.ts';
import { SimulationError } from './errors.ts';
import type { Network } from './network.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** The decoder processes of a run, as the replaced parts of Node see them. */
export interface DecoderProcesses {
  isAlive(pid: number): boolean;
  start(): EventEmitter & { readonly connected: boolean; kill(): unknown };
}

/** The run that the replaced parts of Node act on, one at a time. */
export interface World {
  readonly scheduler: Scheduler;
  /** For ids and jitter of the product. */
  readonly random: Random;
  readonly latency: Random;
  readonly disks: ReadonlyMap<string, SimulatedDisk>;
  readonly network: Network;
  readonly decoders: DecoderProcesses;
}

let world: World | undefined;

export const enter = (entered: World | undefined): void => {
  world = entered;
};

/** Undefined between runs: then Node's own parts work. */
export const currentWorld = (): World | undefined => world;

/**
 * The world of the present run.
 *
 * @throws SimulationError `not-simulated` between runs
 */
export function presentWorld(): World {
  if (!world) throw new SimulationError('not-simulated', { detail: 'no run is under way' });
  return world;
}
