import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into a process beside its own code, as `probe.mjs?folder=…`: at SIGUSR2 it collects its garbage
// and writes what it occupies then.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const collectAll = () => collect({ type: 'major', flavor: 'last-resort' });
const folder = new URL(import.meta.url).searchParams.get('folder');

/** Buffers are freed by finalisers, after the collection that found them. */
const FINALISED_MS = 200;

process.on('SIGUSR2', () => {
  collectAll();
  setTimeout(() => {
    collectAll();
    const { rss, heapUsed, external } = process.memoryUsage();
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ rss, heapUsed, external }));
  }, FINALISED_MS);
});
