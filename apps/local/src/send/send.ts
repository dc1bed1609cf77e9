import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaItem, Problem } from '@galeria/api/client';
import { say, statusLine } from '../terminal.ts';
import { type Api, fetchItem, idOf, upload } from './client.ts';
import type { Collected, Found } from './files.ts';
import { describeItem, describeRefusal } from './report.ts';

/** Uploads and look-ups at a time. */
const PARALLEL = 4;

const POLL_MS = 250;

type Result =
  | { readonly file: Found; readonly item: MediaItem; readonly known: boolean }
  | { readonly file: Found; readonly refusal: Problem };

/**
 * Sends files and folders through the pipeline and prints what became of each.
 *
 * @returns the exit status: 0, or 1 where a file was refused or failed.
 */
export async function send(api: Api, { files, leftOut }: Collected): Promise<number> {
  if (files.length === 0) {
    say('there is nothing to send: no file of a kind that Galeria takes');
    return 1;
  }
  const line = statusLine();
  const results: Result[] = [];
  const queue = [...files];
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      results.push(await through(api, file));
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
    `${count(files.length)}: ${files.length - failed} ready${known ? ` (${known} known before)` : ''}, ` +
      `${failed} failed${leftOut ? `; ${leftOut} of other kinds left out` : ''}`,
  );
  return failed > 0 ? 1 : 0;
}

/** Sends one file and waits for its end. What is known is not sent again, unless it had failed. */
async function through(api: Api, file: Found): Promise<Result> {
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

/** A failed item that was sent again counts as settled only by an attempt of its own. */
function isSettled(item: MediaItem, before: MediaItem | undefined): boolean {
  if (item.status === 'ready') return true;
  if (item.status !== 'failed') return false;
  return before?.status !== 'failed' || item.attempts.length > before.attempts.length;
}

const count = (files: number) => (files === 1 ? '1 file' : `${files} files`);
