import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into a process as `probe.mjs?folder=…`. At SIGUSR2 it collects the garbage of the process and
// writes its memory to the folder.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const collectAll = () => collect({ type: 'major', flavor: 'last-resort' });
const folder = new URL(import.meta.url).searchParams.get('folder');

/** Finalisers free buffers after the collection that found them. */
const FINALISED_MS = 200;

process.on('SIGUSR2', () => {
  collectAll();
  setTimeout(() => {
    collectAll();
    const { rss, heapUsed, external } = process.memoryUsage();
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ rss, heapUsed, external }));
  }, FINALISED_MS);
});
