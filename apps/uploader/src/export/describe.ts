import type { ExportedItem, MediaEdit } from '@galeria/api';
import { type createPaths, sidecarOf } from '@galeria/api/export';
import type { EditValues, MediaItem } from '@galeria/catalog';
import { defined } from '@galeria/media';
import { shownOf } from '../edits/shown.ts';
import { dateOf } from '../read-model/item-date.ts';

/** An item as the manifest of an export has it. @param pathOf gives the item a path of its own */
export function describeItem(
  item: MediaItem,
  pathOf: ReturnType<typeof createPaths>,
): ExportedItem {
  const { tags, favourite, archived, ...shown } = shownOf(item);
  const { date, dateSource, offset } = dateOf(item);
  const { albums = {}, ...values } = item.edits ?? {};
  const edits = editOf(
    isByUpload(item) ? { ...values, date: { local: date, ...defined({ offset }) } } : values,
  );
  const inAlbums = Object.entries(albums).map(([id, position]) => ({ id, position }));
  const { size, mimeType, filename } = item.original;
  const path = pathOf({ id: item.id, date, filename });
  const filenames = [filename, ...item.uploads.map((upload) => upload.filename)];
  return {
    id: item.id,
    path,
    ...(edits && { sidecar: sidecarOf(path) }),
    kind: item.kind,
    mimeType,
    size,
    filenames: [...new Set(filenames)],
    createdAt: item.createdAt,
    date,
    dateSource,
    ...defined({ offset }),
    ...shown,
    ...(tags.length > 0 && { tags: [...tags] }),
    ...(favourite && { favourite }),
    ...(archived && { archived }),
    ...(edits && { edits }),
    ...(inAlbums.length > 0 && { albums: inAlbums }),
  };
}

/** Whether the owner has shifted a date that no other gallery has: the time of the upload. */
function isByUpload(item: MediaItem): boolean {
  const { date: edited, ...edits } = item.edits ?? {};
  if (edited === undefined || !('shift' in edited)) return false;
  return dateOf({ ...item, edits }).dateSource === 'upload';
}

/** The edits of an item as one request; undefined if it has none. */
function editOf({
  tags,
  date,
  place,
  ...values
}: Omit<EditValues, 'albums'>): MediaEdit | undefined {
  const edit: MediaEdit = {
    ...values,
    ...(tags && { tags: tagsOf(tags) }),
    ...(date && { date: 'shift' in date ? { ...date } : `${date.local}${date.offset ?? ''}` }),
    ...(place && { place: { ...place } }),
  };
  return Object.keys(edit).length > 0 ? edit : undefined;
}

function tagsOf(tags: NonNullable<EditValues['tags']>): NonNullable<MediaEdit['tags']> {
  if ('set' in tags) return [...tags.set];
  const { add, remove } = tags;
  return {
    ...(add.length > 0 && { add: [...add] }),
    ...(remove.length > 0 && { remove: [...remove] }),
  };
}
