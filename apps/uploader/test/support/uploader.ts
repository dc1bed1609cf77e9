import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { environment } from './environment.ts';

const main = fileURLToPath(new URL('../../dist/main.mjs', import.meta.url));
const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export type LogLine = Record<string, unknown> & { readonly message: string };

export interface Process {
  /** The URL that it listens on; undefined if it exited before. */
  readonly address: string | undefined;
  readonly pid: number;
  readonly log: LogLine[];
  readonly errors: string[];
  /** Closes the pipes of its output, as if the reader had died. */
  closeLog(): void;
  /** Sends a signal, and waits for the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs the uploader as a process, and waits until it listens or exits.
 *
 * @param before a command that runs the rest of its arguments, such as `prlimit`
 */
export async function runUploader(
  dataDir: string,
  more: Record<string, string> = {},
  before: readonly string[] = [],
): Promise<Process> {
  const [command = '', ...args] = [...before, process.execPath, main];
  const child = spawn(command, args, {
    env: environment(dataDir, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'close').then(() => running.delete(child));
  const log: LogLine[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text);
      log.push(line);
      if (line.message === 'listening') resolve(line.address);
    });
  });
  const address = await Promise.race([listening, ended.then(() => undefined)]);
  return {
    address,
    pid: child.pid!,
    log,
    errors,
    closeLog: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    end: async (signal) => {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}
