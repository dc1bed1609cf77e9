import { type Album, BATCH_IDS, type FilterQuery } from '@galeria/api';
import { type Api, readPages } from '../api.ts';
import { Problem } from '../upload/problem.ts';
import type { PlannedAlbum } from './plan.ts';

/** All albums of a server, the oldest first. */
export async function listAlbums({ client, call }: Api): Promise<Album[]> {
  const pages = await readPages((query) =>
    call(() => client.GET('/albums', { params: { query } })),
  );
  return pages.flatMap(({ albums }) => albums as Album[]).reverse();
}

/**
 * Finds or creates the planned albums: an album of the same id, or else the oldest of the same name and
 * type that is not taken yet. A repeated import therefore finds the albums that it has made.
 *
 * @returns the albums' ids by their keys
 */
export async function findOrCreate(
  api: Api,
  planned: readonly PlannedAlbum[],
): Promise<Map<string, string>> {
  const present = await listAlbums(api);
  const ids = new Map<string, string>();
  const free = new Set(present.map(({ id }) => id));
  for (const { key } of planned) if (free.delete(key)) ids.set(key, key);
  for (const album of planned) {
    if (ids.has(album.key)) continue;
    const isSame = ({ id, name, type, rule }: Album) =>
      free.has(id) &&
      name === album.name &&
      type === (album.type ?? 'album') &&
      !rule === !album.rule;
    const found = present.find(isSame)?.id;
    const id = found ?? (await create(api, album, ids));
    free.delete(id);
    ids.set(album.key, id);
  }
  return ids;
}

async function create(
  { client, call }: Api,
  { key: _key, cover: _cover, rule, ...fields }: PlannedAlbum,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const body = { ...fields, ...(rule && { rule: withNewIds(rule, ids) }) };
  return (await call(() => client.POST('/albums', { body: body as never }))).id;
}

/** A rule may name another album, by the id that it had before. */
export const withNewIds = (rule: FilterQuery, ids: ReadonlyMap<string, string>): FilterQuery =>
  rule.inAlbum === undefined ? rule : { ...rule, inAlbum: ids.get(rule.inAlbum) ?? rule.inAlbum };

/**
 * Adds items to an album in their order. Items of the album that are not among them stay where they are.
 *
 * @returns the ids that were refused, with the reason
 */
export async function arrange(
  api: Api,
  album: string,
  wanted: readonly string[],
): Promise<Map<string, string>> {
  const refused = await addAll(api, album, wanted);
  const expected = wanted.filter((id) => !refused.has(id));
  const isExpected = new Set(expected);
  const present = (await itemsOf(api, album)).filter((id) => isExpected.has(id));
  if (present.join() === expected.join()) return refused;
  // An earlier import lacked some of them: without their places they are appended in order.
  for (const remove of parts(expected)) await change(api, album, { remove });
  await addAll(api, album, expected);
  return refused;
}

async function addAll(api: Api, album: string, ids: readonly string[]) {
  const refused = new Map<string, string>();
  for (const add of parts(ids)) {
    for (const { id, result, code } of await change(api, album, { add })) {
      if (result === 'failed') throw new Problem(code ?? 'failed', 503, `Not added: ${id}`);
      if (result === 'refused' || result === 'not-found') refused.set(id, code ?? result);
    }
  }
  return refused;
}

async function change(
  { client, call }: Api,
  id: string,
  body: { add: string[] } | { remove: string[] },
) {
  const params = { path: { id } };
  return (await call(() => client.POST('/albums/{id}/items', { params, body }))).items;
}

/** The items of an album as they are arranged. */
async function itemsOf({ client, call }: Api, inAlbum: string): Promise<string[]> {
  const pages = await readPages((page) => {
    const query = { ...page, inAlbum, sort: 'position' } as const;
    return call(() => client.GET('/media', { params: { query } }));
  });
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}

const parts = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / BATCH_IDS) }, (_, at) =>
    ids.slice(at * BATCH_IDS, (at + 1) * BATCH_IDS),
  );
