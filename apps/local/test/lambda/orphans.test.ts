import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually } from '@galeria/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isRunning } from './helpers.ts';

let scratchDir: string;
let host: ChildProcess;

beforeEach(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'galeria-orphans-'));
});

afterEach(async () => {
  host.kill('SIGKILL');
  await rm(scratchDir, { recursive: true, force: true });
});

test.each([
  ['while it is idle', 'echo', 1],
  ['while the handler and its program are in an endless loop', 'spin', 2],
  ['while the module is in an endless loop', 'spin-at-load', 1],
])('kill -9 of the host ends its environments: %s', async (_when, file, count) => {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  host = spawn(process.execPath, [script, file, scratchDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(host.stdout!), 'line');
  const { pids } = JSON.parse(line) as { pids: number[] };
  expect(pids).toHaveLength(count);
  expect(pids.map(isRunning)).toEqual(pids.map(() => true));
  host.kill('SIGKILL');
  const ended = eventually(() => (pids.some(isRunning) ? undefined : true));
  expect(await ended).toBe(true);
});
