import { unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { idOf } from '@galeria/local/client';
import { isUnchanged, type LocalFile, restat } from './files.ts';
import { DELETE_AFTER } from './limits.ts';
import { isTemporary, Problem } from './problem.ts';
import { duration } from './progress.ts';
import { fetchItem, type Server } from './server.ts';

/**
 * Deletes a file once its item is `ready` and the file's SHA-256, taken again, is the item's id.
 *
 * @throws Problem if the file is kept
 */
export async function deleteWhenReady(
  server: Server,
  file: LocalFile,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  await untilReady(server, id, signal);
  const { now, present } = await read(file, signal);
  if (present !== id || !isUnchanged(file, now)) {
    throw new Problem('digest-differs', 0, 'The file no longer has the bytes that were uploaded');
  }
  await unlink(file.path).catch((cause: Error) => {
    throw new Problem('file-unreadable', 0, `The file cannot be deleted: ${cause.message}`);
  });
}

/** The file's SHA-256, and its size and time after it was read. */
async function read(file: LocalFile, signal: AbortSignal) {
  try {
    return { present: await idOf(file, signal), now: await restat(file) };
  } catch (cause) {
    signal.throwIfAborted();
    throw new Problem('file-unreadable', 0, 'The file cannot be read again', { cause });
  }
}

async function untilReady(server: Server, id: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + DELETE_AFTER.waitMs;
  let last = 'the server does not have the item';
  while (performance.now() < deadline) {
    try {
      const item = await fetchItem(server, id, signal);
      if (item?.status === 'ready') return;
      if (item?.status === 'failed') {
        const { code = 'failed', message = 'Processing failed' } = item.failure ?? {};
        throw new Problem(code, 422, `The file is kept, as processing failed: ${message}`);
      }
      if (item) last = `its status is ${item.status}`;
    } catch (error) {
      if (!(error instanceof Problem) || !isTemporary(error)) throw error;
      last = error.message;
    }
    await sleep(DELETE_AFTER.pollMs, undefined, { signal });
  }
  throw new Problem(
    'not-ready',
    0,
    `The item is not ready after ${duration(DELETE_AFTER.waitMs)}: ${last}`,
  );
}
