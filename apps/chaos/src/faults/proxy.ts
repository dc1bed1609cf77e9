import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '@galeria/local/servers';
import type { Random } from '../random.ts';
import type { Rewrite } from './retry-delays.ts';
import { type ErrorAnswer, errorAnswers, type Mode, shares } from './service-errors.ts';

export interface FaultProxy {
  readonly endpoint: string;
  /** The number of affected requests by mode. */
  readonly hits: ReadonlyMap<Mode, number>;
  /** Fails in this mode from now on; undefined passes every request on. */
  set(mode: Mode | undefined): Promise<void>;
  close(): Promise<void>;
}

const RETRY_LISTEN_MS = 20;

/**
 * Starts a proxy in front of one embedded server. It passes requests on unchanged unless a mode is set or
 * `rewrite` changes their bodies.
 */
export async function startProxy(
  service: Service,
  target: string,
  random: Random,
  rewrite?: Rewrite,
): Promise<FaultProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const hits = new Map<Mode, number>();
  let mode: Mode | undefined;

  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    request.on('error', () => {});
    response.on('error', () => {});
    const fault = mode !== undefined && random.chance(shares[mode]) ? mode : undefined;
    if (fault) hits.set(fault, (hits.get(fault) ?? 0) + 1);
    if (fault === 'unavailable' || fault === 'throttle') {
      return answer(request, response, errorAnswers[service][fault]);
    }
    // A hanging service receives the request and never answers.
    if (fault === 'hang') return void request.resume();
    if (fault === 'refuse') return void request.socket.resetAndDestroy();
    const change = rewrite?.(request.headers);
    // Not cut or sent twice: the original delay must not pass while a fault is injected.
    if (change) return void passWhole(request, response, change);
    if (fault === 'twice') return void passWhole(request, response, (body) => body, 2);
    if (fault === 'cut') return cut(request, response);
    pass(request, response);
  });

  const forward = ({ method, url, headers }: IncomingMessage) => {
    // Node has answered `Expect: 100-continue` already.
    const { expect: _, ...rest } = headers;
    return send({ hostname, port: targetPort, path: url, method, headers: rest, agent });
  };

  function pass(request: IncomingMessage, response: ServerResponse): void {
    const onward = forward(request);
    onward.on('response', (got) => {
      response.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(response);
      got.on('error', () => response.destroy());
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => {
      if (!response.writableFinished) onward.destroy();
    });
    request.pipe(onward);
  }

  /**
   * Sends a request with a changed body, and passes the last answer on. `times` is 2 for a client that
   * retries a request that has succeeded.
   */
  async function passWhole(
    request: IncomingMessage,
    response: ServerResponse,
    change: (body: Buffer) => Buffer,
    times = 1,
  ): Promise<void> {
    try {
      const body = change(Buffer.concat(await request.toArray()));
      for (let sent = 1; sent < times; sent++) await exchange(request, body);
      const { status, headers, bytes } = await exchange(request, body);
      response.writeHead(status, headers).end(bytes);
    } catch {
      response.destroy();
    }
  }

  /** Breaks the connection in the request's body, before the answer, or in the answer's body. */
  function cut(request: IncomingMessage, response: ServerResponse): void {
    const where = random.pick(['request', 'before', 'answer'] as const);
    const onward = forward(request);
    onward.on('error', () => response.destroy());
    const breakOff = () => {
      onward.destroy();
      request.socket.resetAndDestroy();
    };
    if (where === 'request') {
      request.once('data', (chunk: Buffer) => {
        onward.write(chunk.subarray(0, chunk.length >> 1), breakOff);
        request.pause();
      });
      request.once('end', breakOff);
      return;
    }
    request.pipe(onward);
    onward.on('response', (got) => {
      got.on('error', breakOff);
      if (where === 'before') return breakOff();
      response.writeHead(got.statusCode ?? 502, got.headers);
      got.once('data', (chunk: Buffer) => {
        response.write(chunk.subarray(0, chunk.length >> 1), breakOff);
      });
      got.once('end', breakOff);
    });
  }

  async function exchange(request: IncomingMessage, body: Buffer) {
    const onward = forward(request);
    // A request must not have both: RFC 9112, section 6.2.
    onward.removeHeader('transfer-encoding');
    onward.setHeader('content-length', body.length);
    onward.end(body);
    const [got] = (await once(onward, 'response')) as [IncomingMessage];
    const bytes = Buffer.concat(await got.toArray());
    return { status: got.statusCode ?? 502, headers: got.headers, bytes };
  }

  async function listen(port: number): Promise<void> {
    // Another process may have been given the port for a connection of its own meanwhile.
    for (;;) {
      server.listen(port, '127.0.0.1');
      try {
        await once(server, 'listening');
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
        await sleep(RETRY_LISTEN_MS);
      }
    }
  }

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    hits,
    async set(next) {
      const ends = mode;
      mode = next;
      if (next === 'refuse') {
        hits.set(next, (hits.get(next) ?? 0) + 1);
        server.close();
      } else if (!server.listening) await listen(port);
      // Requests that hang end when their server works again.
      if (next === 'refuse' || ends === 'hang') server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((closed) => server.close(closed));
      agent.destroy();
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: ErrorAnswer,
): void {
  request.resume();
  request.on('end', () => response.writeHead(status, headers).end(body));
}
