import { join } from 'node:path';
import { EnvironmentError } from '@galeria/config';
import { bundles as functionBundles } from '@galeria/processor/build';
import { bundles as uploaderBundles } from '@galeria/uploader/build';
import { startCloud } from '../src/cloud.ts';
import { readConfig } from '../src/config.ts';
import { lockDataFolder } from '../src/data-folder.ts';
import { LocalError } from '../src/errors.ts';
import { ignoreOutputErrors, say } from '../src/terminal.ts';
import { watchBundle } from './bundles.ts';
import { servePage } from './page.ts';
import { restartCells, restartFunctions } from './restart.ts';

/**
 * `pnpm dev`: the local cloud, whose uploaders and functions restart when their sources change, and
 * the page from its sources with hot reload. The bundles must have been built once.
 */
async function main(stopped: Promise<void>): Promise<void> {
  const config = readConfig();
  await lockDataFolder(config.home);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const cloud = await startCloud({ ...config, port: 0 });
    closing.push(cloud.close);
    const watched = await Promise.all([
      ...uploaderBundles.map((bundle) => watchBundle(bundle, () => restartCells(cloud.cells))),
      ...(await functionBundles()).map((bundle) =>
        watchBundle(bundle, () => restartFunctions(cloud.functions)),
      ),
    ]);
    closing.push(() => Promise.all(watched.map((context) => context.dispose())));
    const page = await servePage(join(config.root, 'apps/gallery'), config.port, cloud.address);
    closing.push(page.close);
    say(`The page, with hot reload, is at ${page.address}`);
    say(`The API without Vite is at ${cloud.address}; the data is in ${config.home}`);
    say('Ctrl-C stops both');
    await stopped;
    say('Stopping …');
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

ignoreOutputErrors();
const stopped = new Promise<void>((stop) => {
  process.once('SIGINT', () => stop());
  process.once('SIGTERM', () => stop());
});
try {
  await main(stopped);
} catch (error) {
  if (!(error instanceof LocalError || error instanceof EnvironmentError)) throw error;
  say(`galeria: ${error.message}`);
  process.exitCode = 1;
}
