import { stat } from 'node:fs/promises';
import type { Command, Invocation } from '../command.ts';
import { CliError } from '../errors.ts';
import { untilInterrupted } from '../interrupt.ts';
import { counted, say } from '../terminal.ts';
import { findFiles, type Skipped } from './files.ts';
import { PARALLEL } from './limits.ts';
import type { Outcome } from './outcome.ts';
import { isTemporary } from './problem.ts';
import { type RunOptions, uploadAll } from './run.ts';
import { parallelOf, serverOf } from './settings.ts';
import { openState } from './state.ts';
import { newFiles } from './watch.ts';

/** Uploads files and folders, and goes on where an earlier run stopped. */
export const upload: Command = {
  usage:
    'upload FILE-OR-FOLDER … [--to URL] [--key KEY | --key-file FILE] [--parallel N] [--watch] [--delete-after]',
  summary:
    'upload the files that the server does not have, and go on where an earlier run stopped;\n' +
    '      exits 1 if a file failed. The key may also be in GALERIA_KEY. --watch keeps uploading new files\n' +
    '      of folders; --delete-after deletes each file once its item is ready and has the same SHA-256',
  options: {
    to: { type: 'string' },
    key: { type: 'string' },
    'key-file': { type: 'string' },
    parallel: { type: 'string', default: String(PARALLEL.default) },
    watch: { type: 'boolean' },
    'delete-after': { type: 'boolean' },
  },
  async run({ args, options }) {
    if (args.length === 0) {
      throw new CliError('usage', { detail: 'upload requires at least one file or folder' });
    }
    if (options.watch === true) await requireFolders(args);
    const parallel = parallelOf(options);
    const server = await serverOf(options);
    const state = await openState(server.url);
    const deleteAfter = options['delete-after'] === true;
    try {
      return await untilInterrupted((signal) =>
        run(args, options, { server, state, signal, parallel, deleteAfter }),
      );
    } finally {
      await state.write().catch((error: Error) => {
        say(`The next run cannot go on where this one stopped: ${state.path}: ${error.message}`);
      });
    }
  },
};

async function run(
  paths: readonly string[],
  { watch }: Invocation['options'],
  options: RunOptions,
): Promise<number> {
  const { files, skipped } = await findFiles(paths);
  const first = await uploadAll(files, options);
  say(summary(first, skipped));
  if (watch !== true) return first.failures.length > 0 ? 1 : 0;
  const done = new Map(files.map((file) => [file.path, file]));
  forgetTemporary(done, first);
  say('Watching for new files; stop with Ctrl-C');
  for await (const found of newFiles(paths, done, options.signal)) {
    const outcome = await uploadAll(found, options);
    say(summary(outcome));
    forgetTemporary(done, outcome);
  }
  options.signal.throwIfAborted();
  return 0;
}

/**
 * Files that failed for a temporary reason are uploaded again. A file that could not be read is tried
 * again only after it has changed.
 */
function forgetTemporary(done: Map<string, unknown>, { failures }: Outcome): void {
  for (const { file, problem } of failures) {
    if (isTemporary(problem) && problem.code !== 'file-unreadable') done.delete(file.path);
  }
}

function summary({ uploaded, known, deleted, failures }: Outcome, skipped?: Skipped): string {
  const left = Object.entries(skipped ?? {}).filter(([, count]) => count > 0);
  return [
    `${counted(uploaded, 'file')} uploaded, ${known} known before, ${failures.length} failed`,
    ...(deleted > 0 ? [`${deleted} deleted here`] : []),
    ...(left.length > 0
      ? [`skipped: ${left.map(([reason, count]) => `${count} ${reason}`).join(', ')}`]
      : []),
  ].join('; ');
}

async function requireFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder)
      throw new CliError('usage', { detail: `--watch requires folders; ${path} is none` });
  }
}
