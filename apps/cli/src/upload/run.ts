import { idOf } from '@galeria/local/client';
import pMap from 'p-map';
import { print, say } from '../terminal.ts';
import { batchesOf } from './batches.ts';
import { deleteWhenReady } from './delete-after.ts';
import type { LocalFile } from './files.ts';
import { DELETE_AFTER, HASH_PARALLEL } from './limits.ts';
import { newOutcome, type Outcome } from './outcome.ts';
import { describeFailure, isOfTheKey, Problem } from './problem.ts';
import { createProgress } from './progress.ts';
import { sendFile } from './send-file.ts';
import { findKnown, type Server } from './server.ts';
import type { State } from './state.ts';

export interface RunOptions {
  readonly server: Server;
  readonly state: State;
  readonly signal: AbortSignal;
  /** Concurrent uploads. */
  readonly parallel: number;
  /** Deletes each file once its item is `ready`. */
  readonly deleteAfter: boolean;
}

interface Hashed {
  readonly file: LocalFile;
  readonly id: string;
}

/**
 * Uploads the files that the server does not have. The next batch is hashed while one is sent.
 *
 * @throws Problem if the key is refused
 */
export async function uploadAll(
  files: readonly LocalFile[],
  options: RunOptions,
): Promise<Outcome> {
  const { server, state, signal, parallel } = options;
  const outcome = newOutcome();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const progress = createProgress({ files: files.length, bytes: total });
  let deleting = Promise.resolve();
  let mayAsk = true;

  /** @throws the error if it concerns more than this file */
  function report(file: LocalFile, error: unknown): Problem {
    signal.throwIfAborted();
    if (!(error instanceof Problem) || isOfTheKey(error)) throw error;
    outcome.failures.push({ file, problem: error });
    progress.clear();
    say(describeFailure(file.path, error));
    return error;
  }

  function fail(file: LocalFile, error: unknown): void {
    report(file, error);
    progress.settle(file);
  }

  function tell(what: string, file: LocalFile): void {
    if (process.stderr.isTTY) return;
    print(`${what.padEnd(8)}  ${file.path}`);
  }

  async function hash(file: LocalFile): Promise<Hashed | undefined> {
    const remembered = state.get(file);
    if (remembered?.id !== undefined) return { file, id: remembered.id };
    try {
      const id = await idOf(file, signal);
      state.set(file, { id });
      return { file, id };
    } catch (error) {
      const { message } = error as Error;
      fail(file, new Problem('file-unreadable', 0, `The file cannot be read: ${message}`));
      return undefined;
    }
  }

  const hashAll = async (batch: readonly LocalFile[]): Promise<Hashed[]> =>
    (await pMap(batch, hash, { concurrency: HASH_PARALLEL })).filter((one) => one !== undefined);

  /** Whether the server has a file. Without the scope `read`, the state of earlier runs decides. */
  async function ask(hashed: readonly Hashed[]): Promise<(one: Hashed) => boolean> {
    const accepted = ({ file }: Hashed) => state.get(file)?.accepted === true;
    if (!mayAsk || hashed.length === 0) return accepted;
    try {
      const known = await findKnown(server, [...new Set(hashed.map(({ id }) => id))], signal);
      // A repeated upload processes a failed item again.
      return ({ id }) => (known.get(id) ?? 'failed') !== 'failed';
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Problem) || error.status === 401) throw error;
      mayAsk = error.status >= 500 || error.status === 0;
      progress.clear();
      say(
        error.code === 'scope-missing'
          ? 'The key lacks the scope read, so the server cannot be asked which files it has: all files are uploaded, except those of earlier runs'
          : `The server cannot tell which files it has (${error.code}): files are uploaded, except those of earlier runs`,
      );
      return accepted;
    }
  }

  async function send({ file, id }: Hashed, isKnown: boolean): Promise<Hashed | undefined> {
    try {
      if (!isKnown) {
        const onProgress = (sent: number) => progress.sending(file, sent);
        await sendFile(file, id, { server, state, signal, onProgress });
      }
    } catch (error) {
      fail(file, error);
      return undefined;
    }
    if (isKnown) outcome.known++;
    else outcome.uploaded++;
    outcome.ids.set(file, id);
    progress.settle(file);
    tell(isKnown ? 'known' : 'uploaded', file);
    return { file, id };
  }

  async function deleteOne({ file, id }: Hashed): Promise<void> {
    try {
      await deleteWhenReady(server, file, id, signal);
      state.forget(file);
      outcome.deleted++;
      tell('deleted', file);
    } catch (error) {
      // The next run hashes the file anew, and uploads its present bytes.
      if (report(file, error).code === 'digest-differs') state.forget(file);
    }
  }

  try {
    const batches = batchesOf(files);
    let next = hashAll(batches[0] ?? []);
    for (const at of batches.keys()) {
      const hashed = await next;
      next = hashAll(batches[at + 1] ?? []);
      // Awaited in the next turn, or never if this one fails.
      next.catch(() => undefined);
      const has = await ask(hashed);
      const sent = await pMap(hashed, (one) => send(one, has(one)), { concurrency: parallel });
      if (!options.deleteAfter) continue;
      const kept = sent.filter((one) => one !== undefined);
      deleting = deleting.then(async () => {
        await pMap(kept, deleteOne, { concurrency: DELETE_AFTER.parallel });
      });
      deleting.catch(() => undefined);
    }
    await deleting;
    return outcome;
  } finally {
    progress.stop();
  }
}
