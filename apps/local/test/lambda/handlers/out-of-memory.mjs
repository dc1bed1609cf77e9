import { setTimeout as sleep } from 'node:timers/promises';

export const handler = async () => {
  for (const kept = []; ; ) {
    kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
    await sleep(5);
  }
};
