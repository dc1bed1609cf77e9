import { openAsBlob } from 'node:fs';
import { createClient, type MediaItem } from '@galeria/api/client';
import type { LocalFile } from './files.ts';
import { reprDigest } from './hash.ts';
import { Problem, toProblem } from './problem.ts';

export interface Server {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key?: string | undefined;
}

export const authorization = ({ key }: Server): Record<string, string> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/**
 * Uploads a file as the body of one request.
 *
 * @returns the id of its item
 * @throws Problem
 */
export async function putFile(
  server: Server,
  { path, name }: LocalFile,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const response = await request(server, `/uploads/${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { 'repr-digest': reprDigest(id) },
    body: await openAsBlob(path),
    signal,
  });
  const { uploads } = (await response.json()) as { uploads: [{ id: string }] };
  return uploads[0].id;
}

/**
 * Returns those of the ids that the server has, with the status of their items.
 *
 * @throws Problem
 */
export async function findKnown(
  server: Server,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const response = await request(server, '/media/known', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ids }),
    signal,
  });
  const { items } = (await response.json()) as { items: { id: string; status: string }[] };
  return new Map(items.map(({ id, status }) => [id, status]));
}

/**
 * Gets an item; undefined if the server does not have it.
 *
 * @throws Problem
 */
export async function fetchItem(
  server: Server,
  id: string,
  signal: AbortSignal,
): Promise<MediaItem | undefined> {
  const client = createClient({ baseUrl: server.url, key: () => server.key });
  const { data, error, response } = await client
    .GET('/media/{id}', { params: { path: { id } }, signal })
    .catch(noAnswer(signal));
  if (response.ok) return data;
  if (response.status === 404) return undefined;
  throw toProblem(response.status, JSON.stringify(error), response.headers.get('retry-after'));
}

async function request(server: Server, path: string, init: RequestInit): Promise<Response> {
  const headers = { ...authorization(server), ...(init.headers as Record<string, string>) };
  const response = await fetch(`${server.url}${path}`, { ...init, headers }).catch(
    noAnswer(init.signal),
  );
  if (response.ok) return response;
  const text = await response.text().catch(() => '');
  throw toProblem(response.status, text, response.headers.get('retry-after'));
}

/** Turns the failure of a request without an answer into a problem. Problems stay as they are. */
export const noAnswer = (signal: AbortSignal | null | undefined) => (cause: unknown) => {
  signal?.throwIfAborted();
  if (cause instanceof Problem) throw cause;
  const { message } = ((cause as Error).cause ?? cause) as Error;
  throw new Problem('connection', 0, `No answer from the server: ${message}`, { cause });
};
