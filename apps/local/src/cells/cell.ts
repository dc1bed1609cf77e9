import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LocalError } from '../errors.ts';
import { forwardLines } from '../lambda/log-lines.ts';
import type { Log } from '../log.ts';

/** Delay before a cell that ended is restarted, as by systemd. */
export const RESTART_DELAY_MS = 1_000;

/** Time-out of a graceful stop. A cell finishes requests in progress within a minute. */
const STOP_TIMEOUT_MS = 75_000;

export interface CellProcess {
  readonly name: string;
  /** The address it listens on, or undefined while it is down. */
  address(): string | undefined;
  /** Kills the process. Resolves when it has ended, before it is restarted. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export interface CellOptions {
  readonly name: string;
  /** The path of the uploader's bundle. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Delay before a restart, by default `RESTART_DELAY_MS`. */
  readonly restartDelayMs?: number | undefined;
}

/** Runs an uploader in a child process and restarts it when it ends. */
export async function startCell({
  name,
  program,
  environment,
  log,
  restartDelayMs = RESTART_DELAY_MS,
}: CellOptions): Promise<CellProcess> {
  const source = `cell ${name}`;
  let child: ChildProcess;
  let address: string | undefined;
  let stopping = false;

  const start = () =>
    new Promise<boolean>((up) => {
      const started = spawn(
        process.execPath,
        ['--import', fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url)), program],
        { env: environment, stdio: ['pipe', 'pipe', 'pipe'] },
      );
      child = started;
      for (const stream of [started.stdout, started.stderr]) {
        forwardLines(stream, (said) => {
          log(source, said);
          if (typeof said === 'object' && said.message === 'listening') {
            address = String(said.address);
            up(true);
          }
        });
      }
      child.once('exit', (code, signal) => {
        address = undefined;
        up(false);
        log(source, { message: 'ended', code, signal });
        if (!stopping) void sleep(restartDelayMs).then(() => stopping || start());
      });
    });

  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  if (!(await start())) {
    stopping = true;
    throw new LocalError('cell-failed', {
      detail: `cell ${name}; see logs/galeria.log in the data folder`,
    });
  }
  return {
    name,
    address: () => address,
    async crash() {
      if (hasEnded()) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      stopping = true;
      if (hasEnded()) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}
