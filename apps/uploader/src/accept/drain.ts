import type { IncomingMessage } from 'node:http';
import { DRAIN_MS } from '../limits.ts';

/**
 * Reads the rest of a refused body away for a while. A socket that is closed on unread bytes resets
 * the connection, and the client may then never see why it was refused.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const giveUp = setTimeout(() => request.destroy(), DRAIN_MS);
  giveUp.unref();
  request.once('close', () => clearTimeout(giveUp));
}
