import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { libraryPath } from './config.ts';

/** How much of a child's last words is kept, in characters. */
const LAST_WORDS = 2000;

export interface Child {
  readonly process: ChildProcess;
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
      // glibc gives each thread an arena of its own; two keep decoders from fragmenting memory.
      MALLOC_ARENA_MAX: '2',
    },
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  const handles = [child, child.channel, child.stderr as Socket | null];
  const hold = (busy: boolean) => {
    for (const handle of handles) busy ? handle?.ref() : handle?.unref();
  };
  hold(false);
  return { process: child, lastWords: () => words.trim(), hold };
}
