import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutInherited } from '@galeria/media/isolation';
import { environmentVariables, functionArn } from './environment-variables.ts';
import { limits } from './limits.ts';
import { forwardLines } from './log-lines.ts';
import { watchMemory } from './memory.ts';
import { failed } from './runtime-answer.ts';
import { serveRuntimeApi } from './runtime-api.ts';
import type { FunctionError, FunctionSpec, InvokeResult, Log } from './types.ts';

const runtimeClient = fileURLToPath(new URL('./runtime-client.mjs', import.meta.url));
const mebibyte = 1024 * 1024;

export interface Environment {
  readonly pid: number | undefined;
  /** The payload in progress, or undefined while idle. */
  readonly working: string | undefined;
  /** False when the process has ended or is about to end. */
  readonly alive: boolean;
  /** Resolves when the init phase is over. With an error, the process ends. Never rejects. */
  readonly initialized: Promise<FunctionError | undefined>;
  /** Runs one invocation after the init phase with a time-out. One at a time. */
  invoke(requestId: string, payload: string, milliseconds: number): Promise<InvokeResult>;
  /** Resolves when the process has ended and its scratch folder is deleted. Never rejects. */
  readonly ended: Promise<void>;
  /** Kills the process. */
  stop(): Promise<void>;
}

/** Starts one execution environment: a child process that speaks the Runtime API. */
export async function startEnvironment(
  spec: FunctionSpec,
  { log, scratchDir, initMilliseconds }: { log: Log; scratchDir: string; initMilliseconds: number },
): Promise<Environment> {
  const id = randomUUID();
  const scratch = join(scratchDir, id);
  await mkdir(scratch, { recursive: true });
  const api = await serveRuntimeApi();
  const heapMiB = Math.floor(spec.memoryMiB * limits.heapShare);
  // The child inherits no file descriptors of the host, such as those of the catalog's files.
  const child = withoutInherited(['pipe', 'pipe', 'pipe'], (stdio) =>
    spawn(process.execPath, [`--max-old-space-size=${heapMiB}`, runtimeClient], {
      cwd: spec.codeDir,
      env: environmentVariables(spec, { id, runtimeApi: api.address, scratch }),
      stdio: stdio as 'pipe',
      // A separate process group: Ctrl-C in the terminal reaches only the host, which drains the
      // function, and processes that the handler starts are killed with it.
      detached: true,
    }),
  );
  forwardLines(child.stdout, (message) => log({ source: spec.name, stream: 'stdout', message }));
  forwardLines(child.stderr, (message) => log({ source: spec.name, stream: 'stderr', message }));
  // Never written to. The child reads the end of its stdin when the host ends.
  child.stdin.on('error', () => {});

  let alive = true;
  let working: string | undefined;
  /** The reason why we killed the process. Without one, the function itself ended it. */
  let reason: FunctionError | undefined;
  const exited = exitOf(child).then((error) => {
    alive = false;
    killGroup(child);
    return reason ?? error;
  });
  const ended = exited
    .then(() => {
      api.close();
      return rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    })
    .catch((error: unknown) => {
      const message = `Cannot delete the environment's folder ${scratch}: ${error}`;
      log({ source: spec.name, stream: 'platform', message });
    });

  function kill(why: FunctionError): void {
    if (!alive) return;
    alive = false;
    reason = why;
    killGroup(child);
  }

  /** Resolves like `work`, or with an error if the process ends or exceeds its time or memory. */
  async function guarded<T>(work: Promise<T>, milliseconds: number, timedOut: FunctionError) {
    const timer = setTimeout(() => kill(timedOut), milliseconds);
    const stopWatching = watchMemory(child.pid ?? 0, spec.memoryMiB * mebibyte, (bytes) =>
      kill({
        errorType: 'Runtime.OutOfMemory',
        errorMessage: `Error: Runtime exited with error: signal: killed (${Math.ceil(bytes / mebibyte)} of ${spec.memoryMiB} MiB)`,
      }),
    );
    try {
      return await Promise.race([
        work.then((value) => ({ value, error: undefined })),
        exited.then((error) => ({ value: undefined, error })),
      ]);
    } finally {
      clearTimeout(timer);
      stopWatching();
    }
  }

  const initialized = guarded(api.initialized, initMilliseconds, {
    errorType: 'Sandbox.Timedout',
    errorMessage: `Init phase timed out after ${(initMilliseconds / 1000).toFixed(2)} seconds`,
  }).then(({ value, error }) => {
    const initError = value ?? error;
    if (initError !== undefined) kill(initError);
    return initError;
  });

  return {
    pid: child.pid,
    get working() {
      return working;
    },
    get alive() {
      return alive;
    },
    initialized,
    ended,
    async invoke(requestId, payload, milliseconds) {
      const initError = await initialized;
      if (initError !== undefined) return failed(requestId, initError, false);
      working = payload;
      const { value, error } = await guarded(
        api.dispatch({
          requestId,
          payload,
          deadline: Date.now() + milliseconds,
          functionArn: functionArn(spec),
        }),
        milliseconds,
        {
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${requestId} Error: Task timed out after ${spec.timeoutSeconds.toFixed(2)} seconds`,
        },
      );
      working = undefined;
      if (error === undefined) return value;
      return api.answered() ?? failed(requestId, error, api.delivered());
    },
    async stop() {
      kill({ errorType: 'Sandbox.Stopped', errorMessage: 'The environment was stopped' });
      await ended;
    },
  };
}

/** Waits until the process has ended or has failed to start. */
async function exitOf(child: ChildProcess): Promise<FunctionError> {
  try {
    const [code, signal] = await once(child, 'exit');
    const how = signal === null ? `exit status ${code}` : `signal: ${signal}`;
    return {
      errorType: 'Runtime.ExitError',
      errorMessage: `Error: Runtime exited with error: ${how}`,
    };
  } catch (error) {
    return { errorType: 'Runtime.InvalidEntrypoint', errorMessage: String(error) };
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}
