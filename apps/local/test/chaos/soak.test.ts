import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Report } from '../../chaos/soak/run.ts';

const main = fileURLToPath(new URL('../../chaos/soak/main.ts', import.meta.url));

/** How long the run may take before the test gives up on it. Nothing is measured by it. */
const TIMEOUT_MS = 600_000;

const REQUESTS = 1_200;

let folder: string;
let report: Report;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-soak-test-'));
  const file = join(folder, 'report.json');
  const options = { requests: REQUESTS, seed: 3, report: file };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const run = promisify(execFile)(process.execPath, [main, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
    timeout: TIMEOUT_MS - 60_000,
  });
  // It ends with 1 where something grows; the tests below say what.
  await run.catch(() => undefined);
  report = JSON.parse(await readFile(file, 'utf8'));
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

const slopes = () => Object.fromEntries(report.slopes.map((slope) => [slope.name, slope]));

test('requests of every kind are sent', () => {
  expect(report.requests).toBe(REQUESTS);
  for (const count of Object.values(report.kinds)) expect(count).toBeGreaterThan(0);
  expect(Object.keys(report.kinds)).toHaveLength(10);
});

test.each([
  ['the memory of the host', 'hostMemory'],
  ['the memory of the cells', 'cellMemory'],
  ['the number of open descriptors', 'descriptors'],
  ['the number of folders in the spool', 'folders'],
  ['the number of inodes in the spool', 'inodes'],
] as const)('%s does not grow with the requests', (_, name) => {
  const { slope, steepest } = slopes()[name]!;
  expect(slope).toBeLessThanOrEqual(steepest);
});
