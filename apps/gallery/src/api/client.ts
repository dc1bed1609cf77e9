import {
  createClient,
  type EventOptions,
  events,
  type MediaItem,
  type MediaSummary,
} from '@galeria/api/client';
import { apiKey } from './key.ts';
import { Problem, toProblem } from './problem.ts';

/** Asks the user for an API key. Resolves when a key was entered. */
export type AskForKey = () => Promise<void>;

export interface MediaPage {
  readonly items: readonly MediaSummary[];
  /** Absent on the last page. */
  readonly cursor?: string | undefined;
}

export type Api = ReturnType<typeof createApi>;

const PAGE_ITEMS = 60;

/** The API calls of the page. Each throws a Problem. On 401 the page asks for a key and retries. */
export function createApi(askForKey: AskForKey) {
  const client = createClient({ key: apiKey.get });

  async function call<Data>(
    request: () => Promise<{ data?: Data; error?: unknown; response: Response }>,
  ): Promise<Data> {
    for (;;) {
      const { data, error, response } = await request().catch((cause) => {
        throw new Problem('connection', 0, String(cause), { cause });
      });
      if (response.ok) return data as Data;
      if (response.status !== 401) throw toProblem(response.status, error);
      await askForKey();
    }
  }

  return {
    askForKey,
    /** @param q the search query; an empty one lists everything */
    list: (q: string, cursor?: string): Promise<MediaPage> =>
      call(() =>
        client.GET('/media', {
          params: {
            query: {
              sort: 'uploaded',
              limit: PAGE_ITEMS,
              ...(q && { q }),
              ...(cursor && { cursor }),
            },
          },
        }),
      ),
    item: (id: string): Promise<MediaItem> =>
      call(() => client.GET('/media/{id}', { params: { path: { id } } })),
    remove: async (id: string): Promise<void> => {
      await call(() => client.DELETE('/media/{id}', { params: { path: { id } } }));
    },
    retry: async (id: string): Promise<void> => {
      await call(() => client.POST('/media/{id}/retry', { params: { path: { id } } }));
    },
    events: (options: EventOptions) => events({ key: apiKey.get, ...options }),
    original: (id: string): Promise<Blob> =>
      call(() => client.GET('/media/{id}/original', { params: { path: { id } }, parseAs: 'blob' })),
  };
}

export const originalPath = (id: string): string => `/media/${id}/original`;
