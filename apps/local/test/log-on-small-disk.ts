import { rename } from 'node:fs/promises';
import { openLog } from '../src/log.ts';

// A process of its own for the test that bounds the size of its files: writes 100 lines, then makes
// space and writes one more.
const path = process.argv[2] as string;
// By default the signal ends the process; with a listener the write fails.
process.on('SIGXFSZ', () => {});
const { log, close } = openLog(path);
for (let index = 0; index < 100; index++) {
  log('cell', { message: 'x'.repeat(200), index });
  await close();
}
await rename(path, `${path}.full`);
log('cell', 'space again');
await close();
