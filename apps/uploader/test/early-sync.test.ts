import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { EARLY_SYNC_BYTES } from '../src/limits.ts';
import { syncEarly } from '../src/spool/early-sync.ts';

const large = [Buffer.alloc(EARLY_SYNC_BYTES)];

function recorded(sync: () => Promise<void>) {
  const calls: string[] = [];
  const file = syncEarly({
    write: async ([chunk]) => void calls.push(`write ${chunk?.length}`),
    sync: () => {
      calls.push('sync');
      return sync();
    },
    close: async () => void calls.push('close'),
  });
  return { file, calls };
}

test('syncs what has arrived while the rest arrives, and all of it at the end', async () => {
  const early = Promise.withResolvers<void>();
  let syncs = 0;
  const { file, calls } = recorded(() => (syncs++ === 0 ? early.promise : Promise.resolve()));
  await file.write([Buffer.alloc(1)]);
  await file.write(large);
  // One early sync runs at a time.
  await file.write(large);
  const last = file.sync();
  await turn();
  expect(calls.filter((call) => call === 'sync')).toHaveLength(1);
  early.resolve();
  await last;
  await file.close();
  expect(calls.slice(-2)).toEqual(['sync', 'close']);
  expect(calls.filter((call) => call === 'sync')).toHaveLength(2);
});

test('a failed early sync fails the last one, though a repeated sync would succeed', async () => {
  let syncs = 0;
  const { file } = recorded(async () => {
    syncs += 1;
    if (syncs === 1) throw new Error('EIO');
  });
  await file.write(large);
  await turn();
  await file.write(large);
  await expect(file.sync()).rejects.toThrow('EIO');
  await file.close();
});
