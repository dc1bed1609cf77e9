import {
  createClient,
  type EventOptions,
  events,
  type MediaItem,
  type MediaSummary,
  type Schemas,
} from '@galeria/api/client';
import { askForKey, session } from '../store/session.ts';
import { apiKey } from './key.ts';
import { Problem, toProblem } from './problem.ts';

export type Album = Omit<Schemas['Album'], 'cover'> & { readonly cover?: MediaSummary };
export type Edit = Schemas['MediaEdit'];
export type Facets = Schemas['Facets']['facets'];
export type Conditions = NonNullable<Schemas['Album']['rule']>;
export type ListQuery = Conditions & {
  readonly sort?: 'uploaded' | 'date' | 'relevance' | 'title';
  readonly bin?: boolean;
};

export interface MediaPage {
  readonly items: readonly MediaSummary[];
  /** Absent on the last page. */
  readonly cursor?: string | undefined;
  readonly total?: number | undefined;
}

/** The most items that the API lists on a page. */
export const PAGE_ITEMS = 100;

const client = createClient({ key: apiKey.get });

/** Sends a request. On 401 the page asks for a key and sends it again. @throws Problem */
async function call<Data>(
  request: () => Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  for (;;) {
    const { data, error, response } = await request().catch((cause) => {
      throw new Problem('connection', 0, String(cause), { cause });
    });
    if (response.ok) return data as Data;
    if (response.status !== 401) throw noteScope(toProblem(response.status, error));
    await askForKey();
  }
}

/** Remembers what the key does not allow, so that the page does not offer it. */
function noteScope(problem: Problem): Problem {
  if (problem.code === 'scope-missing') {
    if (problem.detail?.includes('read')) session.canRead.value = false;
    if (problem.detail?.includes('manage')) session.canManage.value = false;
  }
  return problem;
}

const withCursor = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
const byId = (id: string) => ({ params: { path: { id } } });

/** The API calls of the page. Each throws a Problem. */
export const api = {
  list: (query: ListQuery, cursor?: string): Promise<MediaPage> =>
    call(() =>
      client.GET('/media', {
        params: { query: { ...query, limit: PAGE_ITEMS, ...withCursor(cursor) } },
      }),
    ),
  timeline: (query: Conditions) => call(() => client.GET('/timeline', { params: { query } })),
  facets: async (query: Conditions, values: number): Promise<Facets> =>
    (await call(() => client.GET('/facets', { params: { query: { ...query, values } } }))).facets,
  item: (id: string): Promise<MediaItem> => call(() => client.GET('/media/{id}', byId(id))),
  known: (ids: readonly string[]) =>
    call(() => client.POST('/media/known', { body: { ids: [...ids] } })),
  edit: (id: string, body: Edit): Promise<MediaSummary> =>
    call(() => client.PATCH('/media/{id}', { ...byId(id), body })),
  editMany: (ids: readonly string[], edit: Edit) =>
    call(() => client.POST('/media/batch', { body: { ids: [...ids], edit } })),
  /** Moves an item to the bin. */
  remove: async (id: string): Promise<void> => {
    await call(() => client.DELETE('/media/{id}', byId(id)));
  },
  erase: async (id: string): Promise<void> => {
    const params = { path: { id }, query: { now: true } };
    await call(() => client.DELETE('/media/{id}', { params }));
  },
  restore: async (id: string): Promise<void> => {
    await call(() => client.POST('/media/{id}/restore', byId(id)));
  },
  retry: async (id: string): Promise<void> => {
    await call(() => client.POST('/media/{id}/retry', byId(id)));
  },
  albums: (cursor?: string): Promise<{ albums: Album[]; cursor?: string }> =>
    call(() =>
      client.GET('/albums', { params: { query: { limit: PAGE_ITEMS, ...withCursor(cursor) } } }),
    ) as Promise<{ albums: Album[]; cursor?: string }>,
  album: (id: string): Promise<Album> =>
    call(() => client.GET('/albums/{id}', byId(id))) as Promise<Album>,
  createAlbum: (body: Schemas['NewAlbum']): Promise<Album> =>
    call(() => client.POST('/albums', { body })) as Promise<Album>,
  editAlbum: (id: string, body: Schemas['AlbumEdit']): Promise<Album> =>
    call(() => client.PATCH('/albums/{id}', { ...byId(id), body })) as Promise<Album>,
  deleteAlbum: async (id: string): Promise<void> => {
    await call(() => client.DELETE('/albums/{id}', byId(id)));
  },
  albumItems: (id: string, cursor?: string): Promise<MediaPage> =>
    call(() =>
      client.GET('/albums/{id}/items', {
        params: { path: { id }, query: { limit: PAGE_ITEMS, ...withCursor(cursor) } },
      }),
    ),
  changeAlbum: (id: string, body: Schemas['AlbumItems']) =>
    call(() => client.POST('/albums/{id}/items', { ...byId(id), body })),
  /** Returns the scopes of the key, none for a key that is not valid. */
  scopes: async () => (await call(() => client.GET('/session'))).scopes,
  events: (options: EventOptions) => events({ key: apiKey.get, ...options }),
  original: (id: string): Promise<Blob> =>
    call(() => client.GET('/media/{id}/original', { ...byId(id), parseAs: 'blob' })),
};

export const originalPath = (id: string): string => `/media/${id}/original`;
