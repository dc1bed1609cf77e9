import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import { DRAIN_MS } from './limits.ts';
import { OriginSocket } from './origin-socket.ts';
import { refuse } from './refuse.ts';

/** Passes a request on to a cell, and its answer back, both as they stream. */
export function serveFromCell(
  address: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (!address) return refuse(response, 502, 'origin-unreachable', { 'retry-after': '1' });
  const { remoteAddress } = request.socket;
  // The connection was reset before its request was handled.
  if (remoteAddress === undefined) return void response.destroy();
  // Node has answered `Expect: 100-continue` already.
  const { expect: _, ...headers } = endToEnd(request.headers);
  const { hostname: host, port } = new URL(address);
  const onward = send(`${address}${request.url}`, {
    method: request.method,
    headers: { ...headers, 'x-forwarded-for': remoteAddress },
    // Each request has a connection of its own: one that a cell closed early must not break the next.
    createConnection: () => new OriginSocket().connect({ host, port: Number(port) }),
  });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    answer.pipe(response, { end: false });
    answer.on('error', () => response.destroy());
    answer.on('end', () => {
      // Where the viewer's connection is closed after the answer, the body comes first.
      if (response.shouldKeepAlive) response.end();
      void received(request).then(() => response.end());
    });
  });
  onward.on('error', () => {
    if (!response.headersSent) refuse(response, 502, 'origin-unreachable', { 'retry-after': '1' });
  });
  // A cell that answers early may close before it has read all of the body.
  onward.on('close', () => request.resume());
  // A viewer that goes away takes its request along, so that the cell drops what it has of it.
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/**
 * Resolves once the whole body is received, or after a while, in which case it is received no more.
 * A connection that is closed on unread bytes is reset: the client then never sees the answer.
 */
function received(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => request.destroy(), DRAIN_MS);
    timer.unref();
    request.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Headers in which proxies describe the viewer. Those of the viewer itself are not trusted. */
const isForwarding = (name: string): boolean =>
  name === 'forwarded' || name.startsWith('x-forwarded-');

/**
 * Headers without those that speak of one connection alone, which Node writes for each, and those
 * that a proxy adds.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest } = headers;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !isForwarding(name)));
}
