import { watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFiles, isUnchanged, type LocalFile } from './files.ts';
import { WATCH } from './limits.ts';

/**
 * Yields files of folders that are not in `done`, or have changed, once they stop changing. Folders are
 * searched after events of the file system, and at an interval, since events can be lost.
 *
 * @param done the files that were yielded, by path; the caller deletes those to yield again
 * @returns when the signal aborts
 */
export async function* newFiles(
  paths: readonly string[],
  done: Map<string, LocalFile>,
  signal: AbortSignal,
): AsyncGenerator<readonly LocalFile[], void> {
  /** Files that may still be written to, with the time at which they were first seen as they are. */
  let changing = new Map<string, { readonly file: LocalFile; readonly since: number }>();
  let wake = () => {};
  const watchers = paths.map((path) =>
    watch(path, { recursive: true, signal }, () => wake()).on('error', () => undefined),
  );
  try {
    while (!signal.aborted) {
      const { files } = await findFiles(paths);
      const now = performance.now();
      const seen = new Map<string, { file: LocalFile; since: number }>();
      const stable: LocalFile[] = [];
      for (const file of files) {
        const last = done.get(file.path);
        if (last && isUnchanged(last, file)) continue;
        const earlier = changing.get(file.path);
        const since = earlier && isUnchanged(earlier.file, file) ? earlier.since : now;
        if (now - since >= WATCH.stableMs) stable.push(file);
        else seen.set(file.path, { file, since });
      }
      changing = seen;
      // Deleted files are forgotten, so that the map does not grow for ever.
      const present = new Set(files.map(({ path }) => path));
      for (const path of done.keys()) if (!present.has(path)) done.delete(path);
      for (const file of stable) done.set(file.path, file);
      if (stable.length > 0) yield stable;
      const event = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([
        event,
        pause(changing.size > 0 ? WATCH.quietMs : WATCH.rescanMs, signal),
      ]);
      // Many events come together.
      if (changing.size === 0) await pause(WATCH.quietMs, signal);
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
