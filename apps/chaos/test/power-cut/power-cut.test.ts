import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { probeDisk } from '../../src/loop-device/disk.ts';
import { PROBE_BYTES } from '../../src/loop-device/limits.ts';
import type { Report } from '../../src/power-cut/run.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Time-out of the run. It measures nothing. */
const TIMEOUT_MS = 600_000;

const folder = await mkdtemp(join(tmpdir(), 'galeria-power-cut-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const chaos = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  promisify(execFile)(process.execPath, [main, '--power-cut-only', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder, ...environment },
    timeout: TIMEOUT_MS - 60_000,
  });

/** Root and loop devices are not available everywhere. */
const possible = await probeDisk(folder, PROBE_BYTES).then(
  () => true,
  () => false,
);

test('--power-cut-only names its requirements if it cannot mount a file system', async () => {
  const refused = chaos([], { PATH: '/nowhere' });
  await expect(refused).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^galeria: Power cuts require root and loop devices: /m),
  });
});

if (possible) {
  describe('after a power cut', () => {
    let report: Report;
    let stdout: string;

    beforeAll(async () => {
      const file = join(folder, 'report.json');
      const counts = { cuts: 1, uploads: 40, seed: 1, report: file };
      const args = Object.entries(counts).flatMap(([name, value]) => [`--${name}`, String(value)]);
      ({ stdout } = await chaos(args));
      report = JSON.parse(await readFile(file, 'utf8'));
    }, TIMEOUT_MS);

    test('every acknowledged upload exists, with its name, its sender and its bytes', () => {
      expect(report.findings).toEqual([]);
      expect(report.acknowledged).toBeGreaterThanOrEqual(40);
      expect(stdout).toMatch(
        new RegExp(`^acknowledged ${report.acknowledged}, lost 0, misnamed 0, stuck 0$`, 'm'),
      );
    });

    test('requests were in progress when the power was cut', () => {
      expect(report.cuts).toHaveLength(2);
      expect(report.unanswered).toBeGreaterThan(0);
    });

    test('spools, buckets and catalog agree', () => expect(report.verified).toBe(true));

    test('no mount and no loop device is left', async () => {
      expect(await readFile('/proc/mounts', 'utf8')).not.toContain(folder);
      const { stdout: attached } = await promisify(execFile)('losetup', ['--list', '--noheadings']);
      expect(attached).not.toContain(folder);
      expect(await readdir(folder)).toEqual(['report.json']);
    });
  });
}
