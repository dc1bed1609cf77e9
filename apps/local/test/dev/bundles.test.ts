import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@galeria/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type BuildOptions, build } from 'esbuild';
import { watchBundle } from '../../dev/bundles.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galeria-bundles-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a change of a source replaces the bundle; unchanged sources and errors leave it in place', async () => {
  const source = join(folder, 'source.ts');
  const outfile = join(folder, 'bundle.mjs');
  const options: BuildOptions = {
    entryPoints: [source],
    outfile,
    bundle: true,
    logLevel: 'silent',
  };
  await writeFile(source, 'console.log("first")');
  await build(options);
  const first = await stat(outfile);

  let changes = 0;
  const watched = await watchBundle(options, () => {
    changes += 1;
  });
  try {
    await watched.rebuild();
    expect([changes, (await stat(outfile)).mtimeMs]).toEqual([0, first.mtimeMs]);

    await writeFile(source, 'console.log("second")');
    await eventually(() => (changes > 0 ? true : undefined));
    expect(await readFile(outfile, 'utf8')).toContain('second');

    await writeFile(source, 'console.log(');
    await watched.rebuild().catch(() => {});
    expect(await readFile(outfile, 'utf8')).toContain('second');
    expect(changes).toBe(1);
  } finally {
    await watched.dispose();
  }
});
