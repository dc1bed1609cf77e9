import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@galeria/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFunction } from '../../src/lambda/function.ts';
import { limits } from '../../src/lambda/limits.ts';
import type { FunctionSpec, InvokeResult, LambdaFunction } from '../../src/lambda/types.ts';
import { isRunning, memoryLog, printedPids, spec } from './helpers.ts';

let scratchDir: string;
let entries: ReturnType<typeof memoryLog>['entries'];
let open: LambdaFunction[] = [];

beforeEach(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'galeria-lambda-'));
});

afterEach(async () => {
  await Promise.all(open.map((lambda) => lambda.close()));
  open = [];
  await rm(scratchDir, { recursive: true, force: true });
});

function create(file: string, more: Partial<FunctionSpec> = {}): LambdaFunction {
  const memory = memoryLog();
  entries = memory.entries;
  const lambda = createFunction(spec(file, more), { log: memory.log, scratchDir });
  open.push(lambda);
  return lambda;
}

async function succeed<T>(invocation: Promise<InvokeResult>): Promise<T> {
  const result = await invocation;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.payload as T;
}

const errorOf = async (invocation: Promise<InvokeResult>) => {
  const result = await invocation;
  return result.ok ? undefined : result.error;
};

const processStatus = (pid: number) => eventually(() => (isRunning(pid) ? undefined : 'ended'));

describe('an execution environment', () => {
  test('passes event and result and stays warm', async () => {
    const lambda = create('echo');
    const event = { text: 'é🙂', list: [1, null, { a: true }] };
    const first = await lambda.invoke(event);
    const second = await lambda.invoke(event);
    expect(first).toMatchObject({ ok: true, payload: { event, requestId: first.requestId } });
    expect(second).toMatchObject({ ok: true, payload: { event, requestId: second.requestId } });
    expect(second.requestId).not.toBe(first.requestId);
    expect((second as typeof first & { payload: { pid: number } }).payload.pid).toBe(
      (first as typeof first & { payload: { pid: number } }).payload.pid,
    );
  });

  test("has Lambda's environment variables and none of the host's", async () => {
    process.env.HOST_SECRET = 'secret';
    const lambda = create('inspect', { environment: { AWS_REGION: 'eu-west-1', OWN: 'x' } });
    const seen = await succeed<{
      environment: Record<string, string>;
      scratch: string;
      directory: string;
      remaining: number;
      context: Record<string, unknown>;
    }>(lambda.invoke({}));
    delete process.env.HOST_SECRET;
    const { AWS_LAMBDA_RUNTIME_API, PATH, TMPDIR, ...fixed } = seen.environment;
    expect(AWS_LAMBDA_RUNTIME_API).toMatch(/^127\.0\.0\.1:\d+\/[\w-]{43}$/);
    expect(PATH).toBe(process.env.PATH);
    expect(TMPDIR).toBe(seen.scratch);
    expect(fixed).toEqual({
      OWN: 'x',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'inspect',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/inspect',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.any(String),
      LAMBDA_TASK_ROOT: seen.directory,
      LAMBDA_RUNTIME_DIR: expect.any(String),
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      _HANDLER: 'inspect.handler',
    });
    expect(seen.remaining).toBeGreaterThan(0);
    expect(seen.remaining).toBeLessThanOrEqual(10_000);
    expect(seen.context).toMatchObject({
      functionName: 'inspect',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:inspect',
    });
  });

  test('has a private folder that is deleted when it ends or at the next start', async () => {
    const left = join(scratchDir, 'inspect', 'left by a killed host');
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'file'), 'x');
    const lambda = create('inspect');
    const { scratch } = await succeed<{ scratch: string }>(lambda.invoke({}));
    expect(await readdir(scratch)).toEqual(['left-behind']);
    expect(await readdir(join(scratchDir, 'inspect'))).toHaveLength(1);
    await lambda.close();
    expect(await readdir(join(scratchDir, 'inspect'))).toEqual([]);
  });

  test('logs lines, parses JSON and cuts long lines', async () => {
    const lambda = create('chatty');
    await succeed(lambda.invoke({}));
    await lambda.close();
    const lines = await eventually(() => (entries.length >= 6 ? entries : undefined));
    const printed = (stream: string) =>
      lines.filter((entry) => entry.stream === stream).map(({ message }) => message);
    expect(printed('stderr')).toEqual(['to stderr']);
    expect(printed('stdout')).toEqual([
      'plain é🙂',
      { level: 'info', uploadId: '01H' },
      '{not json',
      'x'.repeat(limits.logLineCharacters),
      'no line break at the end',
    ]);
  });

  test.each([
    ['throw', { errorType: 'BadPicture', errorMessage: 'no such picture' }],
    ['throw a string', { errorType: 'string', errorMessage: 'just so' }],
    ['exit', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('status 3') }],
    ['abort', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('SIGABRT') }],
    ['uncaught', { errorType: 'RangeError', errorMessage: 'later' }],
    ['unhandled', { errorType: 'Runtime.UnhandledPromiseRejection' }],
    ['never settle', { errorType: 'Runtime.ExitError' }],
    ['unserializable', { errorType: 'TypeError' }],
    ['too large', { errorType: 'Function.ResponseSizeTooLarge' }],
  ])('%s is a result, and the next invocation succeeds', async (fault, error) => {
    const lambda = create('faults');
    expect(await errorOf(lambda.invoke({ fault }))).toMatchObject(error);
    expect(await succeed(lambda.invoke({ fault: 'fine' }))).toEqual(expect.any(Number));
  });

  test("a handler's error includes its stack", async () => {
    const error = await errorOf(create('faults').invoke({ fault: 'throw' }));
    expect(error?.stackTrace?.[0]).toBe('BadPicture: no such picture');
    expect(error?.stackTrace?.join()).toContain('faults.mjs');
  });

  test('undefined is null', async () => {
    expect(await succeed(create('faults').invoke({ fault: 'undefined' }))).toBeNull();
  });

  test.each([
    ['no-handler', 'Runtime.HandlerNotFound'],
    ['throws-at-load', 'TypeError'],
    ['callback', 'Runtime.CallbackHandlerDeprecated'],
    ['not-a-file', 'Runtime.ImportModuleError'],
  ])('%s fails in the init phase with %s', async (file, errorType) => {
    expect(await errorOf(create(file).invoke({}))).toMatchObject({ errorType });
  });

  test('an init phase that exceeds its limit is retried with the time-out of the invocation', async () => {
    const { log, entries: said } = memoryLog();
    const lambda = createFunction(
      spec('slow-init', { environment: { INIT_MILLISECONDS: '1000' }, timeoutSeconds: 60 }),
      { log, scratchDir, initMilliseconds: 200 },
    );
    open.push(lambda);
    const remaining = await succeed<number>(lambda.invoke({ Records: [] }));
    expect(remaining).toBeLessThan(59_100);
    expect(said).toContainEqual(
      expect.objectContaining({
        stream: 'platform',
        message: expect.objectContaining({
          errorType: 'Sandbox.Timedout',
          errorMessage: 'Init phase timed out after 0.20 seconds',
        }),
      }),
    );
  });

  test('an init phase that exceeds the time-out of the invocation fails without delivering the event', async () => {
    const { log } = memoryLog();
    const lambda = createFunction(
      spec('slow-init', { environment: { INIT_MILLISECONDS: '600000' }, timeoutSeconds: 1 }),
      { log, scratchDir, initMilliseconds: 200 },
    );
    open.push(lambda);
    expect(await lambda.invoke({})).toMatchObject({
      ok: false,
      delivered: false,
      error: { errorMessage: 'Init phase timed out after 1.00 seconds' },
    });
  });

  test('an error of the handler is marked as delivered', async () => {
    expect(await create('faults').invoke({ fault: 'throw' })).toMatchObject({ delivered: true });
  });

  test('a missing code folder is a result too', async () => {
    const lambda = create('echo', { codeDir: join(scratchDir, 'nowhere') });
    expect(await errorOf(lambda.invoke({}))).toMatchObject({
      errorType: 'Runtime.InvalidEntrypoint',
    });
  });
});

describe('limits', () => {
  test('an endless loop is killed at the time-out with the programs that it started', async () => {
    const lambda = create('spin', { timeoutSeconds: 1 });
    const result = await lambda.invoke({});
    expect(result).toMatchObject({
      ok: false,
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 1.00 seconds`,
      },
    });
    const pids = printedPids(entries) ?? [];
    expect(pids).toHaveLength(2);
    expect(await Promise.all(pids.map(processStatus))).toEqual(['ended', 'ended']);
  });

  test('exceeding the memory ends only the environment', async () => {
    const lambda = create('out-of-memory', { memoryMiB: 128 });
    expect(await errorOf(lambda.invoke({}))).toMatchObject({ errorType: 'Runtime.OutOfMemory' });
  });

  test('a full JavaScript heap ends only the environment', async () => {
    const lambda = create('out-of-heap', { memoryMiB: 128 });
    const error = await errorOf(lambda.invoke({}));
    // V8 may abort before the process is measured above the limit.
    expect(['Runtime.OutOfMemory', 'Runtime.ExitError']).toContain(error?.errorType);
  });

  test('a payload beyond the limit of Lambda is refused', async () => {
    const lambda = create('echo');
    const event = 'x'.repeat(limits.payloadBytes);
    await expect(lambda.invoke(event)).rejects.toMatchObject({ code: 'payload-too-large' });
  });

  test('environments start up to the concurrency and are reused by waiting invocations', async () => {
    const lambda = create('sleep', { maximumConcurrency: 2 });
    const invocations = Array.from({ length: 6 }, () => lambda.invoke({ milliseconds: 50 }));
    const pids = await Promise.all(invocations.map((invocation) => succeed<number>(invocation)));
    expect(new Set(pids).size).toBe(2);
  });

  test('a crash makes room for a waiting invocation', async () => {
    const lambda = create('faults', { maximumConcurrency: 1 });
    const crash = lambda.invoke({ fault: 'abort' });
    const next = lambda.invoke({ fault: 'fine' });
    expect(await errorOf(crash)).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await succeed(next)).toEqual(expect.any(Number));
  });

  test('an idle environment ends', async () => {
    const { log } = memoryLog();
    const lambda = createFunction(spec('echo'), { log, scratchDir, idleMilliseconds: 50 });
    open.push(lambda);
    const { pid } = await succeed<{ pid: number }>(lambda.invoke({}));
    expect(await processStatus(pid)).toBe('ended');
    const { pid: other } = await succeed<{ pid: number }>(lambda.invoke({}));
    expect(other).not.toBe(pid);
  });

  test('close waits for running invocations, ends the environments and refuses new ones', async () => {
    const lambda = create('sleep');
    const running = lambda.invoke({ milliseconds: 300 });
    await lambda.close();
    const pid = await succeed<number>(running);
    expect(isRunning(pid)).toBe(false);
    expect(await readdir(join(scratchDir, 'sleep'))).toEqual([]);
    await expect(lambda.invoke({})).rejects.toMatchObject({ code: 'closed' });
  });
});
