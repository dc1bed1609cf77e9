import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaItem, Problem } from '@galeria/api/client';
import { counted, say, statusLine } from '../terminal.ts';
import { type Api, fetchItem, idOf, upload } from './client.ts';
import type { Collected, Found } from './files.ts';
import { describeItem, describeRefusal } from './report.ts';

/** Number of concurrent uploads. */
const PARALLEL = 4;

const POLL_MS = 250;

type Result =
  | { readonly file: Found; readonly item: MediaItem; readonly known: boolean }
  | { readonly file: Found; readonly refusal: Problem };

/**
 * Uploads files, waits until they are processed, and prints the result of each.
 *
 * @returns the exit status: 0, or 1 if a file was refused or failed
 */
export async function send(api: Api, { files, skipped }: Collected): Promise<number> {
  if (files.length === 0) {
    say('No files to upload: the folder has no file of a supported format');
    return 1;
  }
  const line = statusLine();
  const results: Result[] = [];
  const queue = [...files];
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      results.push(await uploadAndWait(api, file));
      line.update(`${results.length} of ${files.length} done; ${file.name}`);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  line.clear();

  for (const file of files) {
    const result = results.find((one) => one.file === file) as Result;
    process.stdout.write(
      'item' in result
        ? describeItem(file.path, result.item, result.known)
        : describeRefusal(file.path, result.refusal),
    );
  }
  const failed = results.filter((one) => !('item' in one) || one.item.status === 'failed').length;
  const known = results.filter((one) => 'item' in one && one.known).length;
  say(
    `${counted(files.length, 'file')}: ${files.length - failed} ready${known ? ` (${known} already in the gallery)` : ''}, ` +
      `${failed} failed${skipped ? `; ${counted(skipped, 'file')} of unsupported formats skipped` : ''}`,
  );
  return failed > 0 ? 1 : 0;
}

/**
 * Uploads one file and waits until it is processed. Files in the gallery are not uploaded again unless
 * they failed.
 */
async function uploadAndWait(api: Api, file: Found): Promise<Result> {
  const id = await idOf(file);
  const before = await fetchItem(api, id);
  const known = before !== undefined && before.status !== 'failed';
  if (!known) {
    const refusal = await upload(api, file);
    if (refusal) return { file, refusal };
  }
  for (;;) {
    const item = await fetchItem(api, id);
    if (item && isSettled(item, before)) return { file, item, known };
    await sleep(POLL_MS);
  }
}

/** A failed item that was uploaded again is settled only after a new attempt. */
function isSettled(item: MediaItem, before: MediaItem | undefined): boolean {
  if (item.status === 'ready') return true;
  if (item.status !== 'failed') return false;
  return before?.status !== 'failed' || item.attempts.length > before.attempts.length;
}
