import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { probeDisk } from '../src/loop-device/disk.ts';
import { PROBE_BYTES } from '../src/loop-device/limits.ts';
import type { Report } from '../src/run/run.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Time-out of the run. It measures nothing. */
const TIMEOUT_MS = 1_800_000;

const counts = { uploads: 50, kills: 6, 'processor-kills': 4, replays: 10 };

const folder = await mkdtemp(join(tmpdir(), 'galeria-chaos-test-'));

/** Root and loop devices are not available everywhere. */
const canCutPower = await probeDisk(folder, PROBE_BYTES).then(
  () => true,
  () => false,
);

let report: Report;
let stdout: string;

beforeAll(async () => {
  const file = join(folder, 'report.json');
  const options = {
    ...counts,
    seed: 4,
    minutes: 0.1,
    'disk-faults': 0.03,
    'outage-minutes': 0.12,
    'away-minutes': 0.06,
    visibility: 5,
    'longest-delay': 30,
    report: file,
  };
  const flags = ['--no-settle', ...(canCutPower ? ['--power-cut', '--cuts', '1'] : [])];
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  ({ stdout } = await promisify(execFile)(process.execPath, [main, ...args, ...flags], {
    env: { ...process.env, NODE_OPTIONS: '' },
    timeout: TIMEOUT_MS - 60_000,
  }));
  report = JSON.parse(await readFile(file, 'utf8'));
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every acknowledged file exists after kills of uploaders and processors, and disk faults', () => {
  expect(report.findings).toEqual([]);
  expect(report.acknowledged).toBeGreaterThanOrEqual(counts.uploads);
  expect(report.uploaderKills?.count).toBe(counts.kills);
  expect(report.processorKills?.count).toBe(counts['processor-kills']);
  expect(report.uploaderKills?.inFlight).toBeGreaterThan(counts.kills / 2);
  const faults = Object.values(report.diskFaults ?? {});
  expect(faults.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect(stdout).toMatch(
    new RegExp(`^acknowledged ${report.acknowledged}, lost 0, misnamed 0, stuck 0$`, 'm'),
  );
});

test('resumable uploads continue after kills and disk faults', () => {
  // `findings` has every acknowledged offset that was lost.
  expect(report.resumed).toBeGreaterThan(0);
});

test('every item ends as ready, or as failed for its own reason', () => {
  const ends = Object.keys(report.ends);
  expect(ends).toContain('ready');
  expect(['failed: corrupt', 'failed: retries-exhausted', 'ready']).toEqual(
    expect.arrayContaining(ends),
  );
  expect(report.verified).toBe(0);
});

test('uploads are accepted while S3, SQS and DynamoDB fail in every mode', () => {
  expect(Object.keys(report.outage?.periods ?? {}).toSorted()).toEqual(
    ['cut', 'hang', 'refuse', 'throttle', 'twice', 'unavailable'].toSorted(),
  );
  expect(report.outage?.requests).toBeGreaterThan(0);
  expect(report.outage?.accepted).toBe(report.outage?.requests);
});

test('uploads are accepted while all three are unavailable, and no item fails for that', () => {
  expect(Object.keys(report.away?.periods ?? {})).toEqual(['refuse', 'hang', 'unavailable']);
  expect(report.away?.requests).toBeGreaterThan(0);
  expect(report.away?.accepted).toBe(report.away?.requests);
});

test('deleted items stay deleted unless they are uploaded again', () => {
  const { pictures, deletions, gone, again } = report.deletions;
  expect(deletions).toBeGreaterThan(0);
  expect(gone).toBeGreaterThan(0);
  expect(gone + again).toBeLessThanOrEqual(pictures);
});

test('events delivered ten times more, and twice through their queues, change no row and no object', () => {
  expect(report.replayed?.delivered).toBe((report.replayed?.events ?? 0) * counts.replays);
  expect(report.replayed?.queued).toBe((report.replayed?.events ?? 0) * 2);
  expect(report.replayed?.pairs).toBeGreaterThan(0);
  // Each item has a row of its own, one of an upload and one of an attempt, and an original.
  const items = Object.values(report.ends).reduce((sum, count) => sum + count, 0);
  expect(report.replayed?.compared).toBeGreaterThan(3 * items);
  expect(report.replayed).toMatchObject({ changes: [], notDone: 0 });
});

test('events are neither lost nor early, and every index equals the catalog', () => {
  // `findings` has what is lost, early or different.
  expect(report.events.connections).toBeGreaterThan(2);
  expect(report.events.checked).toBeGreaterThan(report.pictures / 2);
  expect(report.events.received).toBeGreaterThan(report.pictures);
});

if (canCutPower) {
  test('the power is cut in between', () => expect(report.powerCuts).toHaveLength(1));
}
