import { mkdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportedItem } from '@galeria/api';
import { MANIFEST_NAME, writeSidecar } from '@galeria/api/export';
import { idOf } from '@galeria/local/client';
import pMap from 'p-map';
import { replaceFile } from '../state-file.ts';
import { print, say } from '../terminal.ts';
import { describeFailure, isOfTheKey, Problem } from '../upload/problem.ts';
import { createProgress } from '../upload/progress.ts';
import { downloadOriginal } from './download.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { inside } from './inside.ts';
import type { ExportOptions } from './options.ts';
import { WORK_FOLDER } from './state.ts';

/** Brings a folder to the state of the gallery. The manifest is replaced last, if no file failed. */
export async function exportAll(options: ExportOptions) {
  const { folder, state, server, parallel, signal } = options;
  const { manifest, text } = await fetchManifest(options);
  const { items, missing } = manifest;
  const total = items.reduce((sum, { size }) => sum + size, 0);
  const progress = createProgress({ files: items.length, bytes: total });
  const done = { written: 0, unchanged: 0, failures: 0, missing: missing.length, gone: 0 };
  const partOf = (id: string) => join(folder, WORK_FOLDER, id);

  /** Makes way for other files: removes a sidecar and sets a file aside whose path has changed. */
  async function makeWay({ id, path, sidecar }: ExportedItem): Promise<void> {
    const known = state.get(id);
    if (!known) return;
    if (known.sidecar !== undefined && known.sidecar !== sidecar) {
      await rm(inside(folder, known.sidecar), { force: true });
    }
    if (known.path === path) return;
    await mkdir(join(folder, WORK_FOLDER), { recursive: true });
    const from = inside(folder, known.path);
    if (await isUnchanged(from, known)) await rename(from, partOf(id));
    await rmdir(dirname(from)).catch(() => undefined);
  }

  async function exportOne(item: ExportedItem): Promise<void> {
    const { id, path, size } = item;
    const target = inside(folder, path);
    const known = state.get(id);
    const isThere = known?.path === path && (await isUnchanged(target, known));
    const isNew = !isThere && !(await isSame(target, item, signal));
    if (isNew) {
      const onProgress = (bytes: number) => progress.sending(item, bytes);
      await downloadOriginal(
        { id, part: partOf(id), path: target },
        { server, signal, onProgress },
      );
    }
    const hasSidecarChanged = await writeSidecarOf(item, known?.sidecar);
    const { mtimeMs: modifiedMs } = await stat(target);
    const { sidecar } = item;
    state.set(id, { path, size, modifiedMs, ...(sidecar !== undefined && { sidecar }) });
    if (isNew || hasSidecarChanged) done.written++;
    else done.unchanged++;
    if ((isNew || hasSidecarChanged) && !process.stderr.isTTY) print(`exported  ${target}`);
  }

  /** @returns whether the sidecar is another one than before */
  async function writeSidecarOf(item: ExportedItem, before: string | undefined): Promise<boolean> {
    if (item.sidecar === undefined) return before !== undefined;
    const path = inside(folder, item.sidecar);
    const text = writeSidecar(item);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return false;
    await replaceFile(path, text);
    return true;
  }

  function report({ path }: ExportedItem, error: unknown): void {
    signal.throwIfAborted();
    const problem =
      error instanceof Problem
        ? error
        : new Problem('file-unwritable', 0, (error as Error).message, { cause: error });
    if (isOfTheKey(problem)) throw problem;
    done.failures++;
    progress.clear();
    say(describeFailure(path, problem));
  }

  try {
    for (const item of items) await makeWay(item);
    await pMap(
      items,
      async (item) => {
        await exportOne(item).catch((error: unknown) => report(item, error));
        progress.settle(item);
      },
      { concurrency: parallel },
    );
    const present = new Set(items.map(({ id }) => id));
    done.gone = state.ids().filter((id) => !present.has(id)).length;
    if (done.failures === 0) await replaceFile(join(folder, MANIFEST_NAME), text);
    return done;
  } finally {
    progress.stop();
  }
}

/** Whether a file has the size and time that it had when it was verified. */
async function isUnchanged(
  path: string,
  { size, modifiedMs }: { readonly size: number; readonly modifiedMs: number },
): Promise<boolean> {
  const now = await stat(path).catch(() => undefined);
  return now?.size === size && now.mtimeMs === modifiedMs;
}

/**
 * Whether a file has the bytes of an item.
 *
 * @returns false if there is no file
 * @throws Problem `file-exists` if it is another file, which is never replaced
 */
async function isSame(path: string, item: ExportedItem, signal: AbortSignal): Promise<boolean> {
  const now = await stat(path).catch(() => undefined);
  if (!now) return false;
  if (now.isFile() && now.size === item.size && (await idOf({ path }, signal)) === item.id) {
    return true;
  }
  throw new Problem('file-exists', 0, 'Another file is there, which is not replaced');
}
