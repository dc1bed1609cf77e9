import { join, sep } from 'node:path';

/** Files by which the harness and the cells' faulty media speak: a cell may be dead at any time. */
export const RATE = 'rate';
export const DONE = 'done';
/** How often a cell has been started. */
export const startsOf = (cell: string) => `starts-of-${cell}`;

/** What a cell's faulty medium is told. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env) {
  const {
    GALERIA_CHAOS_MEDIUM: folder = '',
    GALERIA_CHAOS_SEED: seed,
    GALERIA_CELL: cell = '',
    GALERIA_DATA_DIR: dataDir = '',
  } = environment;
  return { folder, seed: Number(seed), cell, spool: join(dataDir, 'spool') + sep };
}
