import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded into an uploader beside its own code: collects garbage at a signal, and says what is alive.
// What the process occupies says less, since malloc(3) keeps most of what was freed.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  collect();
  // Buffers are freed by finalisers, after the collection that found them.
  setTimeout(() => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    console.log(JSON.stringify({ message: 'alive', bytes: heapUsed + external }));
  }, 200);
});
