import type { Schemas } from '@galeria/api/client';
import { Problem, readProblem } from '../api/problem.ts';

export type Link = Schemas['Link'];
export type SharedItem = Schemas['SharedItem'];
export type SharedPage = Schemas['SharedPage'];

/** The path of the link, below which its routes are. */
const base = location.pathname.replace(/\/+$/, '');

export const uploadPath = `${base}/uploads`;

/** Sends a request. @throws Problem */
async function ask(path: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(`${base}${path}`, init).catch((cause: unknown) => {
    throw new Problem('connection', 0, String(cause), { cause });
  });
  if (answer.ok) return answer;
  throw readProblem(answer.status, await answer.text().catch(() => ''));
}

export const readLink = async (): Promise<Link> => (await ask('/link')).json();

export async function readItems(cursor?: string): Promise<SharedPage> {
  const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return (await ask(`/items${query}`)).json();
}

export async function unlock(password: string): Promise<void> {
  await ask('/unlock', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  });
}
