import { ALBUMS, type AlbumItems, type EditedItem } from '@galeria/api';
import type { Album, EditOutcome } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import { generateNKeysBetween } from 'fractional-indexing';
import { editEach } from '../edits/edit-each.ts';
import { UploaderError } from '../errors.ts';
import { EDIT_REQUESTS } from '../limits.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';

/** Puts an item at a position of an album, or with null removes it. */
export type Place = (id: MediaId, album: string, position: string | null) => Promise<EditOutcome>;

export interface ItemChanges {
  readonly readModel: ReadModel;
  readonly place: Place;
  /** The kind of an item that the index may lack; undefined if it is unknown. */
  readonly kindOf: (id: MediaId) => Promise<string | undefined>;
}

/** Adds, moves and removes items of an album. Positions are read from the index of this cell. */
export function createItemChanges({ readModel, place, kindOf }: ItemChanges) {
  async function positionOf(album: string, id: MediaId): Promise<string | undefined> {
    const item = await readModel.read((index) => index.get(id));
    return item && summaryOf(item.document).edits?.albums?.[album];
  }

  const remove = (album: string, ids: readonly MediaId[]): Promise<EditedItem[]> =>
    editEach(readModel, ids, (id) => place(id, album, null));

  async function add(
    { id: album, type }: Album,
    ids: readonly MediaId[],
    before: MediaId | undefined,
  ): Promise<EditedItem[]> {
    const present = await Promise.all(ids.map((id) => positionOf(album, id)));
    const next = before === undefined ? undefined : await positionOf(album, before);
    if (before !== undefined && (next === undefined || ids.includes(before))) {
      throw new UploaderError('bad-request', { detail: 'before is not another item of the album' });
    }
    const [{ total = 0 }, last] = await readModel.read((index) =>
      Promise.all([index.list({ inAlbum: album, limit: 1 }), index.lastPosition(album, next)]),
    );
    const isNew = present.map((position) => position === undefined);
    if (total + isNew.filter(Boolean).length > ALBUMS.items) throw new UploaderError('album-full');
    const keys = generateNKeysBetween(last ?? null, next ?? null, ids.length);
    const positions = new Map(
      ids.map((id, at) => [id, before === undefined ? (present[at] ?? keys[at]) : keys[at]]),
    );
    return editEach(readModel, ids, async (id) => {
      const isRefused = type === 'playlist' && ((await kindOf(id)) ?? 'audio') !== 'audio';
      if (isRefused) throw new UploaderError('not-a-song', { detail: id });
      return place(id, album, positions.get(id) ?? null);
    });
  }

  return {
    /** @throws UploaderError `bad-request`, `album-by-rule`, `album-full` */
    async change(album: Album, { add: added = [], before, remove: removed = [] }: AlbumItems) {
      if (album.rule !== undefined) throw new UploaderError('album-by-rule', { detail: album.id });
      const results = await remove(album.id, [...new Set(removed)]);
      if (added.length > 0) results.push(...(await add(album, [...new Set(added)], before)));
      return results;
    },
    /** Removes all items from an album that is about to be deleted. Repeatable. */
    async empty(album: string): Promise<void> {
      await readModel.catchUp();
      for (;;) {
        const { items } = await readModel.read((index) =>
          index.list({ inAlbum: album, limit: EDIT_REQUESTS.pageItems }),
        );
        if (items.length === 0) return;
        const results = await remove(
          album,
          items.map(({ id }) => id),
        );
        const isStuck = !results.some(({ result }) => result === 'edited');
        if (isStuck) throw new UploaderError('cloud-unavailable', { detail: 'items are left' });
      }
    },
  };
}
