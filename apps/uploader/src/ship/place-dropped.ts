import { ALBUMS } from '@galeria/api';
import { type Catalog, CatalogError } from '@galeria/catalog';
import type { FastifyBaseLogger } from 'fastify';
import { generateKeyBetween } from 'fractional-indexing';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { SpoolEntry } from '../spool/spool.ts';

export interface PlacementOptions {
  readonly catalog: Pick<Catalog, 'placeInAlbum' | 'readAlbum'>;
  readonly readModel: Pick<ReadModel, 'read'>;
  readonly log: FastifyBaseLogger;
}

/** Puts a file that a guest uploaded into the album of the link. Repeatable. */
export type PlaceDropped = (entry: SpoolEntry) => Promise<void>;

/**
 * Appends files to the albums of the links that they came by, while they are shipped, so that a file is
 * in its album once it leaves the spool. An album that was deleted or is full takes none.
 */
export function createPlacement({ catalog, readModel, log }: PlacementOptions): PlaceDropped {
  async function isTaken({ album, kind }: SpoolEntry & { album: string }): Promise<boolean> {
    const found = await catalog.readAlbum(album);
    if (!found || found.rule !== undefined) return false;
    if (found.type === 'playlist' && kind !== 'audio') return false;
    const { total = 0 } = await readModel.read((index) => index.list({ inAlbum: album, limit: 1 }));
    return total < ALBUMS.items;
  }

  return async (entry) => {
    const { id, album, upload } = entry;
    if (album === undefined) return;
    const item = await readModel.read((index) => index.get(id));
    const isPlaced = item && summaryOf(item.document).edits?.albums?.[album] !== undefined;
    if (isPlaced) return;
    if (!(await isTaken({ ...entry, album }))) {
      return log.warn({ upload, album }, 'the album takes no upload');
    }
    const last = await readModel.read((index) => index.lastPosition(album));
    try {
      await catalog.placeInAlbum({ id }, album, generateKeyBetween(last ?? null, null));
    } catch (err) {
      if (!(err instanceof CatalogError) || err.status !== 400) throw err;
      log.warn({ err, upload, album }, 'the album takes no upload');
    }
  };
}
