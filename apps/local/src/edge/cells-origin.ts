import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import { refuse } from './refuse.ts';

/** Passes a request on to a cell, and its answer back, both as they stream. */
export function serveFromCell(
  address: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (!address) return refuse(response, 502, 'origin-unreachable', { 'retry-after': '1' });
  // Node has answered `Expect: 100-continue` already.
  const { expect: _, ...headers } = endToEnd(request.headers);
  const onward = send(`${address}${request.url}`, {
    method: request.method,
    headers: { ...headers, 'x-forwarded-for': forwardedFor(request) },
    // Requests do not share connections: one that a cell closed early must not break the next.
    agent: false,
  });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  // A cell may answer and close before it has read all; its answer counts then, not the broken pipe.
  onward.on('error', () => {
    if (!response.headersSent) refuse(response, 502, 'origin-unreachable', { 'retry-after': '1' });
  });
  // A viewer that goes away takes its request along, so that the cell drops what it has of it.
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

const forwardedFor = ({ headers, socket }: IncomingMessage): string =>
  [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ');

/**
 * Headers without those that speak of one connection alone; Node writes its own for each.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest } = headers;
  return rest;
}
