// A worker thread that keeps the towns in memory and answers one position at a time.
import { parentPort } from 'node:worker_threads';
import type { Position } from '../../dates/time-zone.ts';
import { placeAt } from './place.ts';

parentPort?.on('message', async (position: Position) => {
  parentPort?.postMessage(await placeAt(position));
});
