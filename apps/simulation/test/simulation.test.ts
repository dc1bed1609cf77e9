import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { mutations } from '../src/mutations.ts';
import type { Report } from '../src/pool.ts';

const program = (name: string) => fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));

/** How long a run may take before a test gives up on it. Nothing is measured by it. */
const PATIENCE_MS = 1_800_000;
/** `pnpm simulate` runs 200. */
const SEEDS = 30;
/** Of runs that are made for the fault. */
const MUTATED_SEEDS = 400;

async function run(name: string, ...args: string[]): Promise<{ code: number; stdout: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program(name), ...args], {
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      maxBuffer: 2 ** 26,
      timeout: PATIENCE_MS - 5_000,
    });
    return { code: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, stdout };
  }
}

const hashes = (stdout: string): Map<number, string> =>
  new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Report)
      .map(({ seed, hash }) => [seed, hash]),
  );

test(
  'a seed gives the same trace again, in another process and after other seeds',
  async () => {
    const some = hashes((await run('worker', '--first', '1', '--seeds', '4')).stdout);
    const alone = hashes((await run('worker', '--first', '4', '--seeds', '1')).stdout);
    expect(some.size).toBe(4);
    expect(alone.get(4)).toBe(some.get(4));
    expect(new Set(some.values()).size).toBe(4);
  },
  PATIENCE_MS,
);

test(
  'two cells, a processor and their cloud keep every promise, whatever fails and whenever',
  async () => {
    const { code, stdout } = await run('main', '--seeds', String(SEEDS));
    expect(stdout).toBe(`${SEEDS} seeds, 0 with a broken promise\n`);
    expect(code).toBe(0);
  },
  PATIENCE_MS,
);

test.each(Object.entries(mutations))(
  'a fault that is put back breaks a promise: %s',
  async (name, { breaks, firstSeed = 1 }) => {
    // Most are found within a few seeds. A second worker would run as many of its own in vain.
    const search = ['--first', `${firstSeed}`, '--seeds', `${MUTATED_SEEDS}`, '--workers', '1'];
    const args = [...search, '--until-found', '--mutation', name];
    const { code, stdout } = await run('main', ...args);
    expect(stdout).toMatch(new RegExp(`^seed \\d+ ${breaks}: `, 'm'));
    expect(code).toBe(1);
  },
  PATIENCE_MS,
);
