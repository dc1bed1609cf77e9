import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { libraryPath } from './config.ts';

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
  /** False once it has exited, was never started, or has closed its channel to us. */
  readonly alive: boolean;
  /** How it ended, once its last words have been read: a signal, an exit code, or an error's message. */
  readonly ended: Promise<string>;
  /** The end of what it wrote to its standard error: what a crash leaves behind. */
  lastWords(): string;
  /** Whether our own process stays alive for the child's sake. */
  hold(busy: boolean): void;
}

/**
 * Starts a child process that runs `program`.
 *
 * It gets none of our environment: what decodes a stranger's bytes has no use for our credentials.
 */
export function startChild(program: URL, memoryBytes: number): Child {
  const child = fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${Math.floor(memoryBytes / 2 ** 21)}`, '--no-warnings'],
    env: {
      ...libraryPath(),
      TMPDIR: tmpdir(),
      ...allocator,
    },
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  const ended = endOf(child);
  const handles = [child, child.channel, child.stderr as Socket | null];
  const hold = (busy: boolean) => {
    for (const handle of handles) busy ? handle?.ref() : handle?.unref();
  };
  hold(false);
  return {
    process: child,
    get alive() {
      return child.connected && child.exitCode === null && child.signalCode === null;
    },
    ended,
    lastWords: () => words.trim(),
    hold,
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.once('exit', (code, signal) => {
      const how = signal ?? `exit code ${code}`;
      // `close` comes once its last words have been read, unless a process that it left behind holds
      // its standard error open.
      child.once('close', () => resolve(how));
      setTimeout(resolve, LAST_WORDS_MS, how).unref();
    });
  });
}
