import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Position } from '../../dates/time-zone.ts';
import { programBeside } from '../../isolation/program.ts';
import type { Place } from '../../schema.ts';

let thread: Worker | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Looks up the place of a position in a worker thread, which is started at the first position and kept.
 * Undefined on the high seas and in the wilderness.
 */
export function lookUpPlace(position: Position): Promise<Place | undefined> {
  const place = queue.then(() => ask(position));
  queue = place.catch(() => {});
  return place;
}

async function ask(position: Position): Promise<Place | undefined> {
  const asked = thread ?? new Worker(programBeside(import.meta.url, 'place.thread'));
  thread = asked;
  // An idle thread does not keep the process alive.
  asked.ref();
  try {
    asked.postMessage(position);
    const [place] = await once(asked, 'message');
    return place;
  } catch (error) {
    thread = undefined;
    throw error;
  } finally {
    asked.unref();
  }
}
