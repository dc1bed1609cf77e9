import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostName, isLoopback } from '@galeria/uploader/loopback';
import { limits } from './limits.ts';
import { failed, parseError, parseResponse, readBody } from './runtime-answer.ts';
import { createRuntimeSecret } from './runtime-secret.ts';
import type { FunctionError, InvokeResult } from './types.ts';

export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly functionArn: string;
}

export interface RuntimeApi {
  /**
   * `host:port/secret`, the value of AWS_LAMBDA_RUNTIME_API. A runtime puts `http://` before it and
   * the API's paths behind it, so that each of its requests names the environment's secret.
   */
  readonly address: string;
  /** The init phase: resolves with its error, or with undefined when the first `next` arrives. */
  readonly initialized: Promise<FunctionError | undefined>;
  /**
   * Hands one invocation to the runtime; one at a time. Resolves when the runtime asks for the next
   * one: only then is it done with this one, and fit for another. Pending for ever where it dies.
   */
  dispatch(invocation: Invocation): Promise<InvokeResult>;
  /** What the runtime answered to the invocation that it did not live to end. */
  answered(): InvokeResult | undefined;
  /** Whether the runtime has taken the invocation that was dispatched. */
  delivered(): boolean;
  close(): void;
}

interface Pending {
  readonly invocation: Invocation;
  readonly resolve: (result: InvokeResult) => void;
  sent: boolean;
  answer: InvokeResult | undefined;
}

const prefix = '2018-06-01/runtime/';

/**
 * The Runtime API of one execution environment, on loopback. It answers 403 to a request that does
 * not begin with the environment's secret or that names another host than loopback: such a request
 * can neither take an invocation nor answer one.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function serveRuntimeApi(): Promise<RuntimeApi> {
  const init = Promise.withResolvers<FunctionError | undefined>();
  const secret = createRuntimeSecret();
  let waiting: ServerResponse | undefined;
  let pending: Pending | undefined;

  /** Gives the pending invocation to the runtime as soon as there are both. */
  function deliver(): void {
    if (waiting === undefined || pending === undefined || pending.sent) return;
    const { requestId, payload, deadline, functionArn } = pending.invocation;
    waiting.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': deadline,
      'lambda-runtime-invoked-function-arn': functionArn,
      'lambda-runtime-trace-id': `Root=${requestId}`,
    });
    waiting.end(payload);
    waiting = undefined;
    pending.sent = true;
  }

  function next(response: ServerResponse): void {
    waiting = response;
    init.resolve(undefined);
    if (pending?.answer !== undefined) {
      pending.resolve(pending.answer);
      pending = undefined;
    }
    deliver();
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, candidate = '', rest = ''] = /^\/([^/]*)\/(.*)$/s.exec(request.url ?? '') ?? [];
    // A page that rebinds DNS to loopback sends the page's own host name.
    const local = isLoopback(hostName(request.headers.host) ?? '');
    if (!secret.equals(candidate) || !local) return answer(response, 403);
    const path = rest.startsWith(prefix) ? rest.slice(prefix.length) : '';
    if (request.method === 'GET' && path === 'invocation/next') return next(response);
    if (request.method !== 'POST') return answer(response, 404);
    if (path === 'init/error') {
      init.resolve(parseError(await readBody(request, limits.errorBytes)));
      return answer(response, 202);
    }
    const [, requestId, outcome] = path.split('/');
    const current = pending;
    if (current === undefined || requestId !== current.invocation.requestId || current.answer)
      return answer(response, 400);
    if (outcome === 'response') {
      const body = await readBody(request, limits.payloadBytes);
      current.answer = parseResponse(requestId, body);
    } else if (outcome === 'error') {
      const error = parseError(await readBody(request, limits.errorBytes));
      current.answer = failed(requestId, error);
    } else return answer(response, 404);
    answer(response, 202);
  }

  const server = createServer((request, response) => {
    // A runtime that is killed breaks off what it was saying; its exit is reported elsewhere.
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}/${secret.text}`,
    initialized: init.promise,
    dispatch: (invocation) =>
      new Promise((resolve) => {
        pending = { invocation, resolve, sent: false, answer: undefined };
        deliver();
      }),
    answered: () => pending?.answer,
    delivered: () => pending?.sent === true,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, status: 202 | 400 | 403 | 404): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 202 ? '{"status":"OK"}' : '{"errorType":"InvalidRequest"}');
}
