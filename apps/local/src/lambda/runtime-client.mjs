// Runs inside an execution environment: loads the handler, then takes one invocation after another
// from the Runtime API. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Plain JavaScript without dependencies, so that it starts in the function's folder as it is.
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

new Worker(new URL('./parent-watch.mjs', import.meta.url), {
  workerData: process.pid,
  stdin: false,
}).unref();

// A line counts as logged once it is printed, also when the process is killed right after it.
for (const output of [process.stdout, process.stderr]) output._handle?.setBlocking(true);

const {
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_LAMBDA_FUNCTION_NAME: functionName,
  AWS_LAMBDA_FUNCTION_VERSION: functionVersion,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryLimitInMB,
  AWS_LAMBDA_LOG_GROUP_NAME: logGroupName,
  AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
  LAMBDA_TASK_ROOT: taskRoot,
  _HANDLER: handlerName,
  // biome-ignore lint/style/noProcessEnv: these variables are Lambda's interface to a runtime
} = process.env;

// One connection, no timeouts: `next` may hang for hours.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
// `host:port` in AWS; here a secret follows as the first segment of each path.
const { hostname: host, port, pathname } = new URL(`http://${api}`);
const base = pathname.replace(/\/$/, '');
let initialized = false;
let currentRequestId;

function call(method, path, body, connection = agent) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
    const url = {
      host,
      port,
      path: `${base}/2018-06-01/runtime/${path}`,
      method,
      headers,
      agent: connection,
    };
    const sent = request(url, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function errorPayload(error, fallbackType = 'Error') {
  const isError = Error.isError(error);
  return JSON.stringify({
    errorType: isError ? (error.name ?? fallbackType) : typeof error,
    errorMessage: isError ? error.message : String(error),
    stackTrace: isError ? String(error.stack ?? '').split('\n') : [],
  });
}

function runtimeError(name, message, options) {
  return Object.assign(new Error(message, options), { name });
}

async function fatal(error, exitCode) {
  console.error(error);
  const path = initialized ? `invocation/${currentRequestId}/error` : 'init/error';
  const idle = initialized && currentRequestId === undefined;
  // A connection of its own: the other one may hang in `next`. The process ends in any case.
  if (!idle) await call('POST', path, errorPayload(error), false).catch(() => {});
  process.exit(exitCode);
}

process.on('uncaughtException', (error) => fatal(error, 129));
process.on('unhandledRejection', (reason) =>
  fatal(
    runtimeError('Runtime.UnhandledPromiseRejection', String(reason?.message ?? reason), {
      cause: reason,
    }),
    128,
  ),
);

async function loadHandler() {
  const dot = handlerName.lastIndexOf('.');
  const [module, name] = [handlerName.slice(0, dot), handlerName.slice(dot + 1)];
  const file = ['.js', '.mjs', '.cjs']
    .map((extension) => join(taskRoot, module + extension))
    .find(existsSync);
  if (file === undefined)
    throw runtimeError('Runtime.ImportModuleError', `Cannot find module '${module}'`);
  const loaded = await import(pathToFileURL(file));
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function')
    throw runtimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  // Node.js 24's runtime takes no callback-based handlers any more.
  if (handler.length > 2)
    throw runtimeError('Runtime.CallbackHandlerDeprecated', 'Callback-based handlers are refused');
  return handler;
}

function makeContext(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion,
    memoryLimitInMB,
    logGroupName,
    logStreamName,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

async function handle(handler, event, context) {
  try {
    return ['response', JSON.stringify(await handler(event, context)) ?? 'null'];
  } catch (error) {
    console.error(error);
    return ['error', errorPayload(error)];
  }
}

async function run(handler, { headers, body }) {
  const context = makeContext(headers);
  currentRequestId = context.awsRequestId;
  const [outcome, answer] = await handle(handler, JSON.parse(body), context);
  await call('POST', `invocation/${currentRequestId}/${outcome}`, answer);
  currentRequestId = undefined;
}

const handler = await loadHandler().catch((error) => fatal(error, 1));
initialized = true;
for (;;) await run(handler, await call('GET', 'invocation/next'));
