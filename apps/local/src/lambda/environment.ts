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
  /** The payload that it works on; undefined while it waits for one. */
  readonly working: string | undefined;
  /** False once the process has ended or is about to. */
  readonly alive: boolean;
  /** The init phase: resolves with its error, after which the process ends. Never rejects. */
  readonly initialized: Promise<FunctionError | undefined>;
  /** Runs one invocation after the init phase, for so many milliseconds; one at a time. */
  invoke(requestId: string, payload: string, milliseconds: number): Promise<InvokeResult>;
  /** The process has ended, for whatever reason, and its scratch folder is gone. Never rejects. */
  readonly ended: Promise<void>;
  /** Ends the process at once. */
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
  // None of the host's descriptors, such as the catalog's files: a decoder would be one step from them.
  const child = withoutInherited(['pipe', 'pipe', 'pipe'], (stdio) =>
    spawn(process.execPath, [`--max-old-space-size=${heapMiB}`, runtimeClient], {
      cwd: spec.codeDir,
      env: environmentVariables(spec, { id, runtimeApi: api.address, scratch }),
      stdio: stdio as 'pipe',
      // A process group of its own: Ctrl-C in the host's terminal leaves it to the host to drain, and
      // what the handler started ends together with it.
      detached: true,
    }),
  );
  forwardLines(child.stdout, (message) => log({ source: spec.name, stream: 'stdout', message }));
  forwardLines(child.stderr, (message) => log({ source: spec.name, stream: 'stderr', message }));
  // Never written to; the child sees its end when the host is gone.
  child.stdin.on('error', () => {});

  let alive = true;
  let working: string | undefined;
  /** Why we killed it; without a reason, an exit is the function's own. */
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
      const message = `The environment's folder ${scratch} cannot be emptied: ${error}`;
      log({ source: spec.name, stream: 'platform', message });
    });

  function kill(why: FunctionError): void {
    if (!alive) return;
    alive = false;
    reason = why;
    killGroup(child);
  }

  /** Resolves like `work`, or with an error when the process ends, its time or its memory. */
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
      return value ?? api.answered() ?? failed(requestId, error!, api.delivered());
    },
    async stop() {
      kill({ errorType: 'Sandbox.Stopped', errorMessage: 'The environment was stopped' });
      await ended;
    },
  };
}

/** Waits for the process's end, or its failure to start. */
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
