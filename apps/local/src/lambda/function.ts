import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, startEnvironment } from './environment.ts';
import { LambdaError } from './errors.ts';
import { limits } from './limits.ts';
import { failed } from './runtime-answer.ts';
import { createSemaphore } from './semaphore.ts';
import type { FunctionSpec, InvokeResult, LambdaFunction, Log } from './types.ts';

export interface FunctionOptions {
  readonly log: Log;
  /**
   * The folder in which the function's environments have their TMPDIR. It is emptied when the function
   * is created, as a killed host leaves folders behind.
   */
  readonly scratchDir: string;
  /** Time after which an idle environment ends, by default `limits.idleMilliseconds`. */
  readonly idleMilliseconds?: number;
  /** Time-out of the init phase before an invocation, by default `limits.initMilliseconds`. */
  readonly initMilliseconds?: number;
}

interface Idle {
  readonly environment: Environment;
  readonly expiry: NodeJS.Timeout;
}

/**
 * Creates a function. As in AWS, environments start on demand up to its concurrency, are reused while
 * warm (last used first), and end after some idle time.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function createFunction(
  spec: FunctionSpec,
  {
    log,
    scratchDir,
    idleMilliseconds = limits.idleMilliseconds,
    initMilliseconds = limits.initMilliseconds,
  }: FunctionOptions,
): LambdaFunction {
  const maximumConcurrency = spec.maximumConcurrency ?? limits.defaultConcurrency;
  const scratch = join(scratchDir, spec.name);
  const emptied = emptyFolder(scratch);
  emptied.catch(() => {});
  const environments = new Set<Environment>();
  const idle: Idle[] = [];
  const semaphore = createSemaphore(maximumConcurrency);
  let closed = false;

  async function takeEnvironment(): Promise<Environment> {
    for (let warm = idle.pop(); warm !== undefined; warm = idle.pop()) {
      clearTimeout(warm.expiry);
      if (warm.environment.alive) return warm.environment;
    }
    await emptied;
    return start(initMilliseconds);
  }

  async function start(initMilliseconds: number): Promise<Environment> {
    const environment = await startEnvironment(spec, {
      log,
      scratchDir: scratch,
      initMilliseconds,
    });
    environments.add(environment);
    void environment.ended.then(() => environments.delete(environment));
    return environment;
  }

  function keepWarm(environment: Environment): void {
    const expiry = setTimeout(() => {
      idle.splice(idle.indexOf(entry), 1);
      void environment.stop();
    }, idleMilliseconds);
    const entry = { environment, expiry };
    idle.push(entry);
  }

  async function run(requestId: string, payload: string): Promise<InvokeResult> {
    await semaphore.acquire();
    try {
      let environment = await takeEnvironment();
      const initError = await environment.initialized;
      const began = performance.now();
      const milliseconds = spec.timeoutSeconds * 1000;
      if (initError !== undefined) {
        // "If the tasks don't complete within 10 seconds, Lambda retries the Init phase at the time of
        // the first function invocation with the configured function timeout." A failed init phase is
        // retried in the same way.
        // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
        log({ source: spec.name, stream: 'platform', message: { level: 'warn', ...initError } });
        environment = await start(milliseconds);
        await environment.initialized;
      }
      const left = Math.max(1, milliseconds - (performance.now() - began));
      const result = await environment.invoke(requestId, payload, left);
      if (environment.alive) keepWarm(environment);
      return result;
    } catch (error) {
      // The machine has no process, descriptor or disk space left for an environment.
      const errorMessage = `Cannot start an environment: ${error}`;
      return failed(requestId, { errorType: 'Sandbox.Unavailable', errorMessage }, false);
    } finally {
      semaphore.release();
    }
  }

  return {
    name: spec.name,
    maximumConcurrency,
    running: () => [...environments].filter(({ alive }) => alive),
    async invoke(event) {
      if (closed) throw new LambdaError('closed', { detail: spec.name });
      const payload = JSON.stringify(event) ?? 'null';
      const bytes = Buffer.byteLength(payload);
      if (bytes > limits.payloadBytes)
        throw new LambdaError('payload-too-large', { detail: `${bytes} bytes` });
      return run(randomUUID(), payload);
    },
    async close() {
      closed = true;
      await semaphore.idle();
      for (const { expiry } of idle) clearTimeout(expiry);
      await Promise.all([...environments].map((environment) => environment.stop()));
    },
  };
}

async function emptyFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
}
