import type { IncomingMessage } from 'node:http';
import { DRAIN_MS } from '../limits.ts';

/**
 * Reads and drops the rest of a rejected body for a while. Closing a socket with unread bytes resets
 * the connection, so that the client may not see the answer.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), DRAIN_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
