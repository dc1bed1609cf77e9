import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { root } from './tools/bootstrap/root.mjs';
import preset from './tools/jest/preset.mjs';

const folders = ['packages', 'apps', '.']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .filter((folder) => existsSync(join(folder, 'jest.config.mjs')));

/** A package's own configuration, without the options that are one for the whole run. */
async function project(folder) {
  const { default: config } = await import(join(folder, 'jest.config.mjs'));
  const { maxWorkers, testTimeout, reporters, globalSetup, ...own } = config;
  return { ...own, rootDir: folder, displayName: basename(folder) };
}

/** All packages in one run, so that all processors are busy until its end. */
export default {
  projects: await Promise.all(folders.map(project)),
  globalSetup: './tools/jest/build-bundles.mjs',
  testSequencer: './tools/jest/longest-first.mjs',
  testTimeout: preset.testTimeout,
  reporters: preset.reporters,
  // Many tests wait for other processes. One worker more than processors uses that time.
  maxWorkers: availableParallelism() + 1,
  // Jest's ES modules stay in memory after their test file. A worker above this is replaced.
  workerIdleMemoryLimit: '1GB',
};
