import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { decoderCommand } from './command.ts';
import { libraryPath } from './config.ts';
import { withoutInherited } from './descriptors.ts';
import { makeFolder, removeFolder } from './folder.ts';
import type { IsolationLevel } from './level.ts';

/** How much of a child's last words is kept, in characters. */
const LAST_WORDS = 2000;

/** How long an ended child's last words are waited for, in milliseconds. */
const LAST_WORDS_MS = 1000;

/**
 * How glibc's allocator is told to work for decoders, which take and give back some ten MiB at a time,
 * one after another: from one arena, as each thread's own would keep what it once held, and without
 * giving pages back to the kernel in between, which would have to clear them anew. In bytes; 32 MiB is
 * the most that mallopt(3) takes for M_MMAP_THRESHOLD.
 */
export const allocator = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(128 * 2 ** 20),
} as const;

export interface Child {
  readonly process: ChildProcess;
  /** The only one that it may write to. */
  readonly folder: string;
  /** False once it has exited, was never started, or has closed its channel to us. */
  readonly alive: boolean;
  /**
   * Calls back once it has ended and its last words have been read, or soon where it has already: with
   * a signal, an exit code, or an error's message.
   *
   * @returns what takes the call back.
   */
  onEnd(listener: (how: string) => void): () => void;
  /** The end of what it wrote to its standard error: what a crash leaves behind. */
  lastWords(): string;
  /** Whether our own process stays alive for the child's sake. */
  hold(busy: boolean): void;
  /** Ends it, and removes its folder. */
  discard(): void;
}

/**
 * Starts a child process that runs `program` at a level of isolation.
 *
 * It gets none of our environment and none of our descriptors: what decodes a stranger's bytes has no
 * use for our credentials.
 */
export function startChild(program: URL, memoryBytes: number, level: IsolationLevel): Child {
  const folder = makeFolder();
  const options = [`--max-old-space-size=${Math.floor(memoryBytes / 2 ** 21)}`, '--no-warnings'];
  const { file, args } = decoderCommand(level, fileURLToPath(program), folder, options);
  const child = withoutInherited(['ignore', 'ignore', 'pipe', 'ipc'], (stdio) =>
    spawn(file, args, {
      serialization: 'advanced',
      stdio,
      cwd: folder,
      env: { ...libraryPath(), TMPDIR: folder, ...allocator },
    }),
  );
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  const onEnd = endOf(child);
  const handles = [child, child.channel, child.stderr as Socket | null];
  const hold = (busy: boolean) => {
    for (const handle of handles) busy ? handle?.ref() : handle?.unref();
  };
  hold(false);
  return {
    process: child,
    folder,
    get alive() {
      return child.connected && child.exitCode === null && child.signalCode === null;
    },
    onEnd,
    lastWords: () => words.trim(),
    hold,
    discard() {
      child.kill('SIGKILL');
      onEnd(() => removeFolder(folder).catch(() => {}));
    },
  };
}

function endOf(child: ChildProcess): Child['onEnd'] {
  const listeners = new Set<(how: string) => void>();
  let ended: string | undefined;
  const end = (how: string) => {
    if (ended !== undefined) return;
    ended = how;
    for (const listener of listeners) listener(how);
  };
  child.on('error', ({ message }) => end(message));
  child.once('exit', (code, signal) => {
    const how = signal ?? signalOf(code ?? 0) ?? `exit code ${code}`;
    // `close` comes once its last words have been read, unless a process that it left behind holds
    // its standard error open.
    child.once('close', () => end(how));
    setTimeout(end, LAST_WORDS_MS, how).unref();
  });
  return (listener) => {
    if (ended === undefined) listeners.add(listener);
    else setImmediate(listener, ended);
    return () => listeners.delete(listener);
  };
}

/** The signal that ended a launcher's program: launchers report it as 128 and its number, as a shell does. */
function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
}
