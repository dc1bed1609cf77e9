import { type MediaItem as Item, type MediaSummary, STORE_REFUSED } from '@galeria/api';
import type * as catalog from '@galeria/catalog';
import { shownOf } from '../edits/shown.ts';
import { dateOf } from '../read-model/item-date.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import type { Address } from './addresses.ts';
import { sourcesOf } from './sources.ts';

/** An item as a listing returns it: the catalog's summary with the URLs of its renditions. */
export function viewSummary(item: catalog.MediaSummary, address: Address): MediaSummary {
  const renditions = item.renditions.map((rendition) => ({
    ...rendition,
    url: address(item.id, rendition.name),
  }));
  return {
    id: item.id,
    kind: item.kind,
    status: item.status,
    createdAt: item.createdAt,
    ...dateOf(item),
    ...viewShown(item),
    ...(item.failure ? { failure: item.failure } : {}),
    ...(item.note ? { note: item.note } : {}),
    original: item.original,
    renditions,
    sources: sourcesOf(renditions),
    metadata: item.metadata,
  };
}

/** The fields that the owner can edit, and which of them were edited. */
function viewShown(item: catalog.MediaSummary) {
  const { tags, favourite, archived, ...shown } = shownOf(item);
  const { albums = {}, ...edits } = item.edits ?? {};
  const edited = Object.keys(edits) as NonNullable<MediaSummary['edited']>;
  const inAlbums = Object.keys(albums);
  return {
    ...shown,
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(favourite && { favourite }),
    ...(archived && { archived }),
    ...(item.binnedAt !== undefined && { binnedAt: item.binnedAt }),
    ...(inAlbums.length > 0 && { albums: inAlbums }),
    ...(edited.length > 0 && { edited }),
    ...(item.revision !== undefined && { revision: item.revision }),
  };
}

/**
 * An item with all its uploads, including those in this spool, so that a client sees its upload at
 * once.
 *
 * @param audit whether the client may see the sender of each upload
 */
export function viewItem(
  item: catalog.MediaItem,
  spooled: readonly SpoolEntry[],
  cell: string,
  audit: boolean,
  address: Address,
): Item {
  const recorded = new Set(item.uploads.map(({ upload }) => upload));
  const waiting = spooled
    .filter(({ upload }) => !recorded.has(upload))
    .filter(({ generation }) => generation === null || generation === item.generation);
  return {
    ...viewSummary(item, address),
    attempts: [...item.attempts],
    uploads: [
      ...item.uploads.map((upload) => viewUpload(upload, upload.cell, audit)),
      ...waiting.map((entry) => viewUpload(entry, cell, audit)),
    ],
  };
}

/** An item that only this spool has. All its uploads have the same bytes. */
export function viewSpooled(
  entries: readonly [SpoolEntry, ...SpoolEntry[]],
  cell: string,
  audit: boolean,
): Item {
  const [{ id, kind, size, mimeType, filename, receivedAt }] = entries;
  const original = { size, mimeType, filename };
  return {
    id,
    kind,
    status: 'received',
    createdAt: receivedAt,
    ...dateOf({ original, createdAt: receivedAt, metadata: {} }),
    original,
    renditions: [],
    sources: [],
    metadata: {},
    attempts: [],
    uploads: entries.map((entry) => viewUpload(entry, cell, audit)),
  };
}

/** An item whose only uploads are quarantined. */
export const asRejected = (item: Item): Item => ({
  ...item,
  status: 'failed',
  failure: {
    code: STORE_REFUSED,
    message: 'The store rejected the file; the uploader keeps its bytes',
  },
});

function viewUpload(
  upload: Omit<catalog.UploadRecord, 'cell' | 'id' | 'kind' | 'size' | 'generation'>,
  cell: string,
  audit: boolean,
): Item['uploads'][number] {
  const { filename, mimeType, receivedAt, address, key, share, userAgent } = upload;
  const shown = { upload: upload.upload, filename, mimeType, receivedAt, cell };
  if (!audit) return shown;
  return {
    ...shown,
    ...(address === undefined ? {} : { address }),
    ...(key === undefined ? {} : { key }),
    ...(share === undefined ? {} : { share }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}
