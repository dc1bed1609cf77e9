import type { FilterQuery } from '@galeria/api';
import type { Album, AlbumFields } from '@galeria/catalog';
import type { ListRequest } from '@galeria/media-index';
import { UploaderError } from '../errors.ts';
import { filterOf } from '../query/requests.ts';

/** The request of the index for the items of an album, in its order. */
export const albumQuery = ({ id, rule, sort, order }: Album): ListRequest => ({
  ...(rule === undefined ? { inAlbum: id } : filterOf(rule as FilterQuery)),
  sort,
  order,
});

/**
 * The order of an album whose owner has not chosen all of it.
 *
 * @throws UploaderError `bad-request`
 */
export function orderOf(
  { sort, order }: Partial<Pick<AlbumFields, 'sort' | 'order'>>,
  isByRule: boolean,
): Pick<AlbumFields, 'sort' | 'order'> {
  if (isByRule && sort === 'position') {
    throw new UploaderError('bad-request', { detail: 'an album by rule has no positions' });
  }
  const chosen = sort ?? (isByRule ? 'date' : 'position');
  const usual = chosen === 'position' || chosen === 'title' ? 'asc' : 'desc';
  return { sort: chosen, order: order ?? usual };
}
