import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../bootstrap/root.mjs';

const entryPoints = { typebox: 'index', value: 'value/index' };

/**
 * Bundles TypeBox into a few files: it has almost 700 modules, and Jest loads each of them again for
 * each test file.
 *
 * @returns Jest's `moduleNameMapper` for the bundle
 */
export async function bundleTypebox() {
  const source = dirname(createRequire(join(root, 'packages/api/')).resolve('typebox'));
  const { version } = JSON.parse(readFileSync(join(source, '../package.json'), 'utf8'));
  const folder = join(root, `node_modules/.cache/typebox-${version}`);
  if (!existsSync(folder)) await bundle(source, folder);
  return {
    '^typebox$': join(folder, 'typebox.mjs'),
    '^typebox/value$': join(folder, 'value.mjs'),
  };
}

async function bundle(source, folder) {
  const unfinished = `${folder}-${process.pid}`;
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(entryPoints).map(([name, path]) => [name, join(source, `${path}.mjs`)]),
    ),
    outdir: unfinished,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
  });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run of Jest was faster.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
}
