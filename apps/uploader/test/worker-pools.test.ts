import { setImmediate as turn } from 'node:timers/promises';
import { newUploadId } from '@galeria/media';
import { eventually } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { SHIP_PARALLEL } from '../src/limits.ts';
import { createWorkerPools, poolOf } from '../src/ship/worker-pools.ts';
import type { SpoolEntry } from '../src/spool/spool.ts';

const entry = (more: Partial<SpoolEntry> = {}): SpoolEntry => ({
  upload: newUploadId(),
  id: '0'.repeat(64),
  kind: 'image',
  mimeType: 'image/jpeg',
  size: 1,
  filename: 'a.jpg',
  receivedAt: new Date().toISOString(),
  generation: 1,
  folder: 'folder',
  path: 'path',
  ...more,
});

test('files that hang delay neither new files nor other pools', async () => {
  const hung: (() => void)[] = [];
  const done: SpoolEntry[] = [];
  const hangs = new Set<SpoolEntry>();
  const pools = createWorkerPools(async (one) => {
    if (hangs.has(one)) await new Promise<void>((end) => hung.push(end));
    done.push(one);
  });
  const bad = Array.from({ length: 20 }, () => entry());
  const large = Array.from({ length: 5 }, () => entry({ parts: ['x'] }));
  for (const one of [...bad, ...large]) hangs.add(one);
  for (const one of bad) pools.add(poolOf(one, 3), one);
  for (const one of large) pools.add(poolOf(one, 0), one);
  expect(hung).toHaveLength(SHIP_PARALLEL.retry + SHIP_PARALLEL.large);

  const fresh = Array.from({ length: 10 }, () => entry());
  for (const one of fresh) pools.add(poolOf(one, 0), one);
  expect(pools.isQueued(fresh[0]!)).toBe(false);
  expect(pools.isQueued(fresh.at(-1)!)).toBe(true);
  for (let turns = 0; turns < 10; turns++) await turn();
  expect(done).toEqual(fresh);

  while (hung.length > 0) {
    hung.shift()!();
    await turn();
  }
  expect(done).toHaveLength(bad.length + large.length + fresh.length);
  expect(done.filter((one) => bad.includes(one))).toEqual(bad);
  await pools.stop();
});

test('new files wait while many requests are received, and others do not', async () => {
  const done: SpoolEntry[] = [];
  let isBusy = true;
  const pools = createWorkerPools(
    async (one) => void done.push(one),
    () => isBusy,
  );
  const [fresh, large, failed] = [entry(), entry({ parts: ['x'] }), entry()];
  pools.add('fresh', fresh);
  pools.add('large', large);
  pools.add('retry', failed);
  expect(done).toEqual([large, failed]);
  expect(pools.isQueued(fresh)).toBe(true);
  isBusy = false;
  await eventually(async () => done.includes(fresh));
  await pools.stop();
});
