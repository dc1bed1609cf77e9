import { PAGE } from '@galeria/api';
import { createClient } from '@galeria/api/client';
import { backOff } from './upload/back-off.ts';
import { Problem, toProblem } from './upload/problem.ts';
import { noAnswer, type Server } from './upload/server.ts';

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
      try {
        return await once(request);
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 409) throw error;
        await backOff(error, attempt, signal);
      }
    }
  }

  async function once<Data>(request: () => Promise<Answer<Data>>): Promise<Data> {
    const { data, error, response } = await request().catch(noAnswer(signal));
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

/** Reads all pages of a list. */
export async function readPages<Page extends { readonly cursor?: string }>(
  read: (query: { readonly limit: number; readonly cursor?: string }) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: PAGE.most, ...(cursor !== undefined && { cursor }) });
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}
