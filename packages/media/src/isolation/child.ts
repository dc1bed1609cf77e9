import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { decoderCommand } from './command.ts';
import { libraryPath } from './config.ts';
import { withoutInherited } from './descriptors.ts';
import { makeFolder, removeFolder } from './folder.ts';
import type { IsolationLevel } from './level.ts';

/** Number of characters of stderr output that are kept. */
const STDERR_CHARACTERS = 2000;

/** Time to wait for the stderr output of an exited child, in milliseconds. */
const STDERR_TIMEOUT_MS = 1000;

/**
 * Settings of glibc's allocator for decoders, which allocate and free blocks of about ten MiB: one
 * arena, as arenas per thread would keep freed memory, and no release of pages to the kernel in
 * between, which would clear them again. In bytes; 32 MiB is the maximum of M_MMAP_THRESHOLD
 * (mallopt(3)).
 */
export const allocator = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(128 * 2 ** 20),
} as const;

export interface Child {
  readonly process: ChildProcess;
  /** The only folder that the child may write to. */
  readonly folder: string;
  /** False if it has exited, was not started, or has closed its IPC channel. */
  readonly alive: boolean;
  /**
   * Calls `listener` when the child has exited and its stderr has been read, or asynchronously if it
   * already has, with a signal, an exit code or an error message.
   *
   * @returns a function that removes the listener
   */
  onExit(listener: (reason: string) => void): () => void;
  /** The last output of the child on stderr. */
  stderrTail(): string;
  /** Sets whether the child keeps our process alive. */
  keepAlive(busy: boolean): void;
  /** Kills the child and removes its folder. */
  dispose(): void;
}

/**
 * Starts a child process that runs `program` at a level of isolation.
 *
 * It inherits neither our environment nor our file descriptors, as decoders process untrusted bytes.
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
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_CHARACTERS);
  });
  const onExit = trackExit(child);
  const handles = [child, child.channel, child.stderr as Socket | null];
  const keepAlive = (busy: boolean) => {
    for (const handle of handles) busy ? handle?.ref() : handle?.unref();
  };
  keepAlive(false);
  return {
    process: child,
    folder,
    get alive() {
      return child.connected && child.exitCode === null && child.signalCode === null;
    },
    onExit,
    stderrTail: () => stderr.trim(),
    keepAlive,
    dispose() {
      child.kill('SIGKILL');
      onExit(() => removeFolder(folder).catch(() => {}));
    },
  };
}

function trackExit(child: ChildProcess): Child['onExit'] {
  const listeners = new Set<(reason: string) => void>();
  let ended: string | undefined;
  const end = (reason: string) => {
    if (ended !== undefined) return;
    ended = reason;
    for (const listener of listeners) listener(reason);
  };
  child.on('error', ({ message }) => end(message));
  child.once('exit', (code, signal) => {
    const reason = signal ?? signalOf(code ?? 0) ?? `exit code ${code}`;
    // `close` is emitted when stderr has been read, unless a remaining subprocess keeps it open.
    child.once('close', () => end(reason));
    setTimeout(end, STDERR_TIMEOUT_MS, reason).unref();
  });
  return (listener) => {
    if (ended === undefined) listeners.add(listener);
    else setImmediate(listener, ended);
    return () => listeners.delete(listener);
  };
}

/**
 * Returns the signal that ended a launcher's program, which launchers report as exit code 128 + number,
 * like shells.
 */
function signalOf(code: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
}
