import { type IncomingHttpHeaders, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a body is sent: the number of slices, and the pause after each. */
export interface Pace {
  readonly slices: number;
  readonly pauseMs: number;
}

export interface Exchange {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly pace?: Pace;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const TIMEOUT_MS = 60_000;
const EMPTY = Buffer.alloc(0);
const AT_ONCE: Pace = { slices: 1, pauseMs: 0 };

/** Sends a request. Rejects without a complete answer. */
export function exchange(
  url: string,
  { method, headers = {}, body = EMPTY, pace: { slices, pauseMs } = AT_ONCE }: Exchange,
): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = send(url, {
      method,
      headers: { ...headers, 'content-length': String(body.length) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.on('error', failed);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        done({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    const write = async () => {
      const step = Math.ceil(body.length / slices);
      for (let at = 0; at < body.length && !request.destroyed; at += step) {
        request.write(body.subarray(at, at + step));
        if (pauseMs > 0) await sleep(pauseMs);
      }
      request.end();
    };
    write().catch(failed);
  });
}
