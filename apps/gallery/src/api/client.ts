import { authorization } from './key.ts';
import { Problem, readProblem } from './problem.ts';
import type { MediaItem, MediaPage } from './types.ts';

/** Asks the person for a key, where the API wants one; resolves once there is one to try. */
export type AskForKey = () => Promise<void>;

export type Api = ReturnType<typeof createApi>;

const PAGE_ITEMS = 60;

/** The calls of the page; each throws a Problem. A 401 asks for a key, and then goes on. */
export function createApi(askForKey: AskForKey) {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    for (;;) {
      const response = await fetch(path, { ...init, headers: authorization() }).catch((cause) => {
        throw new Problem('connection', 0, String(cause), { cause });
      });
      if (response.ok) return response;
      if (response.status !== 401) throw readProblem(response.status, await response.text());
      await askForKey();
    }
  }

  return {
    askForKey,
    /** @param q what is searched for; nothing is everything */
    async list(q: string, cursor?: string): Promise<MediaPage> {
      const query = new URLSearchParams({
        limit: String(PAGE_ITEMS),
        ...(q && { q }),
        ...(cursor && { cursor }),
      });
      return readJson(await call(`/media?${query}`));
    },
    async item(id: string): Promise<MediaItem> {
      return readJson(await call(`/media/${id}`));
    },
    async remove(id: string): Promise<void> {
      await call(`/media/${id}`, { method: 'DELETE' });
    },
    async retry(id: string): Promise<void> {
      await call(`/media/${id}/retry`, { method: 'POST' });
    },
    async original(id: string): Promise<Blob> {
      return (await call(originalPath(id))).blob();
    },
  };
}

/** What stands between may answer in the API's place. */
const readJson = (response: Response) =>
  response.json().catch((cause) => {
    throw new Problem('unexpected', response.status, 'The answer is no JSON', { cause });
  });

export const originalPath = (id: string): string => `/media/${id}/original`;
