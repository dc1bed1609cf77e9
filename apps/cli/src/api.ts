import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@galeria/api/client';
import { LONGEST_RETRY_AFTER_MS, RETRY_MS } from './upload/limits.ts';
import { isTemporary, Problem, toProblem } from './upload/problem.ts';
import type { Server } from './upload/server.ts';

/** An answer of the typed client. */
interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

export type Api = ReturnType<typeof openApi>;

/** The typed client of a server, whose calls repeat temporary failures with backoff. */
export function openApi(server: Server, signal: AbortSignal) {
  const client = createClient({
    baseUrl: server.url,
    key: () => server.key,
    fetch: (request) => fetch(request, { signal }),
  });

  /**
   * Makes a call that can be repeated.
   *
   * @throws Problem
   */
  async function call<Data>(request: () => Promise<Answer<Data>>): Promise<Data> {
    for (let attempt = 0; ; attempt++) {
      const result = await once(request).catch((error: unknown) => error as Problem);
      if (!(result instanceof Problem)) {
        if (Error.isError(result)) throw result;
        return result;
      }
      const pause = RETRY_MS[attempt];
      if (!isTemporary(result) || result.status === 409 || pause === undefined) throw result;
      const afterMs = Math.min(result.retryAfterMs, LONGEST_RETRY_AFTER_MS);
      await sleep(Math.max(pause * (0.5 + Math.random() / 2), afterMs), undefined, { signal });
    }
  }

  async function once<Data>(request: () => Promise<Answer<Data>>): Promise<Data> {
    const { data, error, response } = await request().catch((cause: unknown) => {
      signal.throwIfAborted();
      if (cause instanceof Problem) throw cause;
      const { message } = ((cause as Error).cause ?? cause) as Error;
      throw new Problem('connection', 0, `No answer from the server: ${message}`, { cause });
    });
    if (response.ok) return data as Data;
    throw toProblem(response.status, JSON.stringify(error), response.headers.get('retry-after'));
  }

  return { client, call };
}

/** The answer of a call, or undefined where the server does not have what it names. */
export async function orNothing<Data>(call: Promise<Data>): Promise<Data | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  });
}
