import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { type ContestantName, isInstalled } from '../src/uploads/contestants.ts';
import { measureUploads } from '../src/uploads/main.ts';
import { memoryRow, rows } from '../src/uploads/rows.ts';

/** One of each program, as starting them takes the time of this test. */
const measured: readonly ContestantName[] = [
  'galeria',
  'multer, fsync of the file',
  'formidable, fsync',
  'tus file store',
  'nginx PUT, fsync',
];
/** These rows have all of them. */
const some = rows.filter(({ concurrency, slowSyncMs }) => concurrency === 16 || slowSyncMs);
test('every program takes small files, and the goals are reported', async () => {
  const [goals = '', ...tables] = await measureUploads(await newFolder(), 1, {
    fewer: 1_000,
    smaller: 100,
    memoryBytes: 10_000,
    idleMs: 0,
    rows: some,
    only: measured,
  });
  const count = some.flatMap((row) => row.goals).length;
  // A head of two lines, then the goals and the memory.
  expect(goals.split('\n')).toHaveLength(2 + count + 1);
  expect(goals).toContain(`| ≤ ${memoryRow.mostMiB} |`);
  expect(tables).toHaveLength(some.length);
  for (const [at, { contestants }] of some.entries()) {
    for (const name of contestants.filter((name) => measured.includes(name))) {
      const figures = isInstalled(name) ? '[\\d.]+ \\| [\\d.]+ \\| [\\d.]+' : 'not measured';
      expect(tables[at]).toMatch(new RegExp(`^\\| ${name} \\| ${figures}`, 'm'));
    }
  }
});
