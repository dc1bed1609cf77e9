import { setTimeout as sleep } from 'node:timers/promises';

export const handler = async ({ milliseconds }) => {
  await sleep(milliseconds);
  return process.pid;
};
