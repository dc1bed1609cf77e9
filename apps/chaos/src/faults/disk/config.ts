import { join, sep } from 'node:path';

/** Files through which the harness and the cells communicate, since a cell may be killed at any time. */
export const RATE = 'rate';
export const INJECTED = 'injected';
/** The number of a cell's starts. */
export const startsOf = (cell: string) => `starts-of-${cell}`;

/** Reads the settings of the module that makes a cell's disk fail. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env) {
  const {
    GALERIA_CHAOS_FAULTS: folder = '',
    GALERIA_CHAOS_SEED: seed,
    GALERIA_CELL: cell = '',
    GALERIA_DATA_DIR: dataDir = '',
  } = environment;
  return { folder, seed: Number(seed), cell, spool: join(dataDir, 'spool') + sep };
}
