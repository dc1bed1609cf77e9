import type { SharedItem } from '@galeria/api';
import type { MediaSummary, Share } from '@galeria/catalog';
import { defined } from '@galeria/media';
import { shownOf } from '../edits/shown.ts';
import type { Address } from '../query/addresses.ts';
import { sourcesOf } from '../query/sources.ts';
import type { Fields } from '../read-model/fields.ts';
import { dateOf } from '../read-model/item-date.ts';
import { prove } from './proof.ts';

/**
 * An item as visitors see it. Every field is chosen here: an offset or a time zone, for example, would
 * tell the place.
 */
export function viewShared(
  share: Share,
  token: string,
  item: MediaSummary,
  address: Address,
): SharedItem {
  const { id, kind, original } = item;
  const { title, description, place } = shownOf(item);
  const { width, height, durationMs, artist, album, pages, thumbhash } = item.metadata as Fields;
  const renditions = item.renditions.map((rendition) => ({
    ...rendition,
    url: address(id, rendition.name),
  }));
  return {
    id,
    kind,
    date: dateOf(item).date,
    ...defined({ title, description, width, height, durationMs, artist, album, pages, thumbhash }),
    ...(share.position && place && { place }),
    renditions,
    sources: sourcesOf(renditions),
    ...(givesOriginal(share, item) && {
      original: { ...original, url: originalUrl(share, token, id) },
    }),
  };
}

/** An original holds the position that its file has, whatever the owner says of it. */
export function givesOriginal(
  { originals, position }: Share,
  { metadata }: Pick<MediaSummary, 'metadata'>,
): boolean {
  const { gps, place } = metadata as Fields;
  const hasPosition = gps !== undefined || place !== undefined;
  return originals === true && (position === true || !hasPosition);
}

function originalUrl(share: Share, token: string, id: string): string {
  const { until, proof } = prove(share, `original ${id}`);
  return `/s/${token}/items/${id}/original?until=${until}&proof=${proof}`;
}
