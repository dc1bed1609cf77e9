import type { IncomingMessage } from 'node:http';
import { RATE_CHECK_MS } from '../limits.ts';

export interface MinimumRate {
  /** Milliseconds before the average rate of a request is checked. */
  readonly graceMs: number;
  /** Minimum average rate afterwards. */
  readonly bytesPerSecond: number;
}

/**
 * Ends a request whose sender stays below the minimum rate and so occupies a connection. The idle
 * time-out covers silent senders; this check covers those that send a byte now and then. The answer
 * is 408, as Node sends it for a late header, and the connection is closed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9
 */
export function enforceMinimumRate(
  request: IncomingMessage,
  { graceMs, bytesPerSecond }: MinimumRate,
) {
  const { socket } = request;
  // Monotonic: the wall clock may be set while a body arrives.
  const startedAt = performance.now();
  const before = socket.bytesRead;
  let tooSlow = false;

  const timer = setInterval(
    () => {
      const seconds = (performance.now() - startedAt) / 1000;
      if (seconds * 1000 < graceMs || request.complete) return;
      if (socket.bytesRead - before >= seconds * bytesPerSecond) return;
      tooSlow = true;
      clearInterval(timer);
      if (socket.writable) socket.write(REQUEST_TIMEOUT);
      request.destroy();
    },
    Math.min(RATE_CHECK_MS, graceMs),
  );
  timer.unref();
  return {
    /** Whether the request was ended. */
    tooSlow: () => tooSlow,
    stop: () => clearInterval(timer),
  };
}

const REQUEST_TIMEOUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
