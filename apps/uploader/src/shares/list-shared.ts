import type { SharedQuery } from '@galeria/api';
import { PAGE } from '@galeria/api';
import type { Catalog, MediaSummary, Share } from '@galeria/catalog';
import { defined, type MediaId } from '@galeria/media';
import { albumQuery } from '../albums/album-query.ts';
import { UploaderError } from '../errors.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';

export interface SharedList {
  readonly items: readonly MediaSummary[];
  readonly cursor?: string;
}

export interface SharedListOptions {
  readonly catalog: Pick<Catalog, 'readAlbum'>;
  readonly readModel: Pick<ReadModel, 'read'>;
}

const isReady = ({ status }: MediaSummary): boolean => status === 'ready';

/** Lists the items of a share that are `ready` and not in the bin. A page can have fewer than asked for. */
export function createSharedList({ catalog, readModel }: SharedListOptions) {
  async function listSelection(
    ids: readonly MediaId[],
    limit: number,
    cursor: string | undefined,
  ): Promise<SharedList> {
    const start = cursor === undefined ? 0 : positionOf(cursor, ids.length);
    const end = start + limit;
    const found = await readModel.read((index) =>
      Promise.all(ids.slice(start, end).map((id) => index.get(id))),
    );
    const items = found.flatMap((item) => (item ? summaryOf(item.document) : []));
    return {
      items: items.filter(isReady),
      ...(end < ids.length && { cursor: Buffer.from(String(end)).toString('base64url') }),
    };
  }

  async function listAlbum(
    id: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<SharedList> {
    const album = await cloudCall(catalog.readAlbum(id));
    if (!album) throw new UploaderError('not-found');
    const query = albumQuery(album);
    // An album by rule may ask for others.
    if (query.status !== undefined && query.status !== 'ready') return { items: [] };
    const page = await readModel.read((index) =>
      index.list({ ...query, status: 'ready', limit, ...defined({ cursor }) }),
    );
    const items = page.items.map(({ document }) => summaryOf(document)).filter(isReady);
    return { items, ...defined({ cursor: page.cursor }) };
  }

  /** @throws UploaderError `not-found`, `bad-request`, `cloud-unavailable`, IndexError */
  return (
    { ids = [], album }: Share,
    { limit = PAGE.default, cursor }: SharedQuery,
  ): Promise<SharedList> =>
    album === undefined ? listSelection(ids, limit, cursor) : listAlbum(album, limit, cursor);
}

function positionOf(cursor: string, most: number): number {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{1,4}$/.test(position) || Number(position) > most) {
    throw new UploaderError('bad-request', { detail: 'the cursor is not valid for this listing' });
  }
  return Number(position);
}
