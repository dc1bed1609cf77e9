import type { IncomingMessage } from 'node:http';
import { PACE_CHECK_MS } from '../limits.ts';

export interface Pace {
  /** How long a request may take before its average is looked at, in milliseconds. */
  readonly graceMs: number;
  /** What a sender has to reach on average from then on. */
  readonly minBytesPerSecond: number;
}

/**
 * Ends a request whose sender is so slow that it only holds on to a connection. A silent one is
 * caught by the idle time-out; this one is for a byte now and then. Its answer is 408 as Node gives
 * it to a late header: the body cannot be read to its end, so the connection is of no more use.
 *
 * @returns whether that has happened, and what ends the watch
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9
 */
export function watchPace(request: IncomingMessage, { graceMs, minBytesPerSecond }: Pace) {
  const { socket } = request;
  // Monotonic: the wall clock may be set while a body arrives.
  const startedAt = performance.now();
  const before = socket.bytesRead;
  let late = false;

  const timer = setInterval(
    () => {
      const seconds = (performance.now() - startedAt) / 1000;
      if (seconds * 1000 < graceMs || request.complete) return;
      if (socket.bytesRead - before >= seconds * minBytesPerSecond) return;
      late = true;
      clearInterval(timer);
      if (socket.writable) socket.write(TOO_LATE);
      request.destroy();
    },
    Math.min(PACE_CHECK_MS, graceMs),
  );
  timer.unref();
  return { late: () => late, end: () => clearInterval(timer) };
}

const TOO_LATE = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
