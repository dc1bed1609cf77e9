import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { SimulationError } from './errors.ts';

export const usage = `pnpm simulate [options]   runs a whole Galeria on virtual time, and looks for broken promises

  --seeds N          how many seeds are run (200)
  --first N          the first of them (1)
  --seed N           runs this one alone, and says all that happens in it
  --workers N        processes at a time (one for each processor)
  --mutation NAME    puts a mended fault back first: see src/mutations.ts
  --until-found      ends with the first broken promise
`;

export interface Options {
  readonly help: boolean;
  readonly seeds: number;
  readonly first: number;
  /** Of one seed, every line is said. */
  readonly trace: boolean;
  readonly workers: number;
  readonly mutation: string | undefined;
  readonly untilFound: boolean;
}

/** @throws SimulationError `bad-option` */
export function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  const seed = values.seed === undefined ? undefined : whole('seed', values.seed);
  return {
    help: values.help,
    seeds: seed === undefined ? whole('seeds', values.seeds) : 1,
    first: seed ?? whole('first', values.first),
    trace: seed !== undefined,
    workers: whole('workers', values.workers),
    mutation: values.mutation,
    untilFound: values['until-found'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        seeds: { type: 'string', default: '200' },
        first: { type: 'string', default: '1' },
        seed: { type: 'string' },
        workers: { type: 'string', default: String(availableParallelism()) },
        mutation: { type: 'string' },
        'until-found': { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new SimulationError('bad-option', { detail: (cause as Error).message, cause });
  }
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new SimulationError('bad-option', { detail: `--${name} takes a whole number` });
  }
  return value;
}
