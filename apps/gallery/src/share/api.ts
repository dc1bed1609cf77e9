import type { Schemas } from '@galeria/api/client';

export type Link = Schemas['Link'];
export type SharedItem = Schemas['SharedItem'];
export type SharedPage = Schemas['SharedPage'];

/** An answer other than the expected one: the problem's code, or `connection`. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** The path of the link, below which its routes are. */
const base = location.pathname.replace(/\/+$/, '');

export const uploadPath = `${base}/uploads`;

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(`${base}${path}`, init).catch((cause: unknown) => {
    throw new Refusal('connection', { cause });
  });
  if (answer.ok) return answer;
  throw new Refusal(codeIn(await answer.text().catch(() => '')));
}

/** The code of a problem document. A proxy may have sent something else. */
export function codeIn(text: string): string {
  try {
    return String(JSON.parse(text).code);
  } catch {
    return 'connection';
  }
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
