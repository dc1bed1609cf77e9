import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { probeDisk } from '../../chaos/power-cut/disk.ts';
import { PROBE_BYTES } from '../../chaos/power-cut/limits.ts';
import type { Report } from '../../chaos/power-cut/run.ts';

const main = fileURLToPath(new URL('../../chaos/main.ts', import.meta.url));

/** How long the run may take before the test gives up on it. Nothing is measured by it. */
const TIMEOUT_MS = 600_000;

const folder = await mkdtemp(join(tmpdir(), 'galeria-power-cut-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const chaos = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  promisify(execFile)(process.execPath, [main, '--power-cut', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: folder, ...environment },
    timeout: TIMEOUT_MS - 60_000,
  });

/** Root and loop devices are not everywhere. */
const possible = await probeDisk(folder, PROBE_BYTES).then(
  () => true,
  () => false,
);

test('--power-cut says what it needs where it cannot mount a file system', async () => {
  const refused = chaos([], { PATH: '/nowhere' });
  await expect(refused).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^galeria: --power-cut requires root and loop devices: /m),
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

    test('every acknowledged upload is there, with its name, its sender and its bytes', () => {
      expect(report.findings).toEqual([]);
      expect(report.acknowledged).toBeGreaterThanOrEqual(40);
      expect(stdout).toMatch(
        new RegExp(`^acknowledged ${report.acknowledged}, lost 0, misnamed 0, stuck 0$`, 'm'),
      );
    });

    test('requests were under way when the power was cut', () => {
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
