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
  /** The event as JSON. */
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly functionArn: string;
}

export interface RuntimeApi {
  /**
   * `host:port/secret`, the value of AWS_LAMBDA_RUNTIME_API. A runtime puts `http://` before it and the
   * API's paths behind it, so that each request contains the environment's secret.
   */
  readonly address: string;
  /** Resolves with the error of the init phase, or with undefined when the first `next` arrives. */
  readonly initialized: Promise<FunctionError | undefined>;
  /**
   * Passes one invocation to the runtime. One at a time. Resolves when the runtime requests the next
   * one, as only then is it ready for another. Never settles if the runtime dies.
   */
  dispatch(invocation: Invocation): Promise<InvokeResult>;
  /** The response to an invocation if the runtime died before requesting the next one. */
  answered(): InvokeResult | undefined;
  /** Whether the runtime has received the dispatched invocation. */
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
 * Serves the Runtime API of one execution environment on loopback. A request without the environment's
 * secret or for a host other than loopback gets 403.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function serveRuntimeApi(): Promise<RuntimeApi> {
  const init = Promise.withResolvers<FunctionError | undefined>();
  const secret = createRuntimeSecret();
  let waiting: ServerResponse | undefined;
  let pending: Pending | undefined;

  /** Answers the waiting request with the pending invocation when both exist. */
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
    // A DNS rebinding attack sends the host name of the web page.
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
    // A killed runtime aborts its request. Its exit is reported elsewhere.
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
