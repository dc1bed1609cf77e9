import { parseArgs } from 'node:util';
import { ChaosError } from './errors.ts';

/** How one command-line option is read. `text` is undefined if the option is not given. */
interface Option<Value> {
  readonly type: 'string' | 'boolean';
  /** @throws ChaosError `bad-setting` */
  read(name: string, text: string | undefined): Value;
}

type Options = Readonly<Record<string, Option<unknown>>>;
type Values<Spec extends Options> = {
  readonly [Name in keyof Spec]: Spec[Name] extends Option<infer Value> ? Value : never;
};

const LARGEST_SEED = 2 ** 31;

export const flag: Option<boolean> = { type: 'boolean', read: (_, text) => text !== undefined };

export const text = <Default extends string | undefined>(
  standard: Default,
): Option<string | Default> => ({ type: 'string', read: (_, given) => given ?? standard });

/** A number of at least 0. */
export const number = <Default extends number | undefined>(
  standard: Default,
): Option<number | Default> => ({
  type: 'string',
  read: (name, given) =>
    given === undefined
      ? standard
      : parse(name, given, 'a number of at least 0', (value) => value >= 0),
});

/** A whole number of at least `least`. */
export const wholeNumber = (standard: number, least: number): Option<number> => ({
  type: 'string',
  read: (name, given) =>
    given === undefined
      ? standard
      : parse(
          name,
          given,
          `a whole number of at least ${least}`,
          (value) => Number.isSafeInteger(value) && value >= least,
        ),
});

/** Random unless given. */
export const seed: Option<number> = {
  type: 'string',
  read: (name, given) =>
    wholeNumber(1 + Math.floor(Math.random() * LARGEST_SEED), 1).read(name, given),
};

/**
 * Reads command-line options. Each name in `spec` is written in kebab case on the command line.
 *
 * @throws ChaosError `bad-setting`
 */
export function readOptions<Spec extends Options>(args: readonly string[], spec: Spec) {
  const names = Object.keys(spec);
  const given = parseValues(
    args,
    names.map((name) => [kebab(name), { type: spec[name]?.type ?? 'string' }]),
  );
  return Object.fromEntries(
    Object.entries(spec).map(([name, option]) => {
      const value = given[kebab(name)];
      return [name, option.read(kebab(name), value === undefined ? undefined : String(value))];
    }),
  ) as Values<Spec>;
}

function parseValues(
  args: readonly string[],
  options: readonly (readonly [string, { readonly type: 'string' | 'boolean' }])[],
) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(options), help: { type: 'boolean', short: 'h' } },
    }).values as Readonly<Record<string, string | boolean | undefined>>;
  } catch (cause) {
    throw new ChaosError('bad-setting', { detail: (cause as Error).message, cause });
  }
}

function parse(
  name: string,
  given: string,
  wanted: string,
  accepts: (value: number) => boolean,
): number {
  const value = Number(given);
  if (given.trim() !== '' && accepts(value)) return value;
  throw new ChaosError('bad-setting', { detail: `--${name} must be ${wanted}, not "${given}"` });
}

const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
