import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into an uploader beside its own code: collects garbage at a signal, and says what is alive.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

// Of the flavours the one that gives empty pages of the heap back too.
const collectAll = () => collect({ type: 'major', flavor: 'last-resort' });

process.on('SIGUSR2', () => {
  collectAll();
  // Buffers are freed by finalisers, after the collection that found them.
  setTimeout(() => {
    collectAll();
    const { heapUsed, external } = process.memoryUsage();
    console.log(JSON.stringify({ message: 'alive', bytes: heapUsed + external }));
  }, 200);
});
