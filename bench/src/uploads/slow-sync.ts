// Loaded before a server (node --import slow-sync.ts?ms=2): the medium syncs one file at a time, and each
// sync takes so many milliseconds longer.
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const MS = Number(new URL(import.meta.url).searchParams.get('ms'));
let last: Promise<unknown> = Promise.resolve();

function slowly(sync: () => Promise<void>): Promise<void> {
  const mine = last.then(async () => {
    await sync();
    await sleep(MS);
  });
  last = mine.catch(() => undefined);
  return mine;
}

const probe = await open('.', 'r');
const prototype = Object.getPrototypeOf(probe);
await probe.close();
for (const name of ['sync', 'datasync']) {
  const original = prototype[name];
  prototype[name] = function slowSync() {
    return slowly(() => original.call(this));
  };
}
for (const name of ['fsync', 'fdatasync'] as const) {
  const original = fs[name];
  Object.assign(fs, {
    [name]: (descriptor: number, done: fs.NoParamCallback) => {
      const sync = () =>
        new Promise<void>((resolve, reject) =>
          original(descriptor, (error) => (error ? reject(error) : resolve())),
        );
      slowly(sync).then(() => done(null), done);
    },
  });
}
syncBuiltinESMExports();
