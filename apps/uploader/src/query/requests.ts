import type { FacetQuery, FilterQuery, ListQuery } from '@galeria/api';
import type { Filter, ListRequest } from '@galeria/media-index';

/** The filter of the index for the parameters of a request. */
export function filterOf({ q, bbox, ...filters }: FilterQuery | FacetQuery): Filter {
  return {
    ...filters,
    ...(isBlank(q) ? {} : { q }),
    ...(bbox === undefined ? {} : { bbox: boxOf(bbox) }),
  };
}

/** Listings are ordered by the time of upload, searches by relevance. */
export const listRequestOf = ({
  bin,
  sort,
  order,
  limit,
  cursor,
  ...filters
}: ListQuery): ListRequest => ({
  ...filterOf(filters),
  ...(bin ? { bin, ...(sort && { sort }) } : { sort: sort ?? usualSort(filters.q) }),
  ...(order && { order }),
  ...(limit === undefined ? {} : { limit }),
  ...(cursor === undefined ? {} : { cursor }),
});

const usualSort = (q: string | undefined) => (isBlank(q) ? 'uploaded' : 'relevance');

const isBlank = (q: string | undefined): q is undefined => q === undefined || q.trim() === '';

/** The schema has checked that there are four numbers. */
function boxOf(bbox: string): NonNullable<Filter['bbox']> {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  return [west, south, east, north];
}
