import { rename } from 'node:fs/promises';
import { openLog } from '../src/log.ts';

// A child process with a file size limit: writes 100 lines, makes space and writes one more.
const path = process.argv[2] as string;
// With a listener, the write fails instead of the signal ending the process.
process.on('SIGXFSZ', () => {});
const { log, close } = openLog(path);
for (let index = 0; index < 100; index++) {
  log('cell', { message: 'x'.repeat(200), index });
  await close();
}
await rename(path, `${path}.full`);
log('cell', 'space again');
await close();
