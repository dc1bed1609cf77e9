import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Report } from '../../src/soak/run.ts';

const main = fileURLToPath(new URL('../../src/soak/main.ts', import.meta.url));

/** Time-out of the run. It measures nothing. */
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
  // It ends with 1 if something grows; the tests below show what.
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
  const { slope = Number.NaN, steepest = Number.NaN } = slopes()[name] ?? {};
  expect(slope).toBeLessThanOrEqual(steepest);
});
