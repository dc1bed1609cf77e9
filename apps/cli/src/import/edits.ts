import type { MediaEdit } from '@galeria/api';
import type { MediaItem } from '@galeria/api/client';
import type { Fill, PlannedItem } from './plan.ts';

/** The edit of a planned item, given the item as the server has it. Empty if there is nothing to say. */
export function editFor(
  { edit = {}, fill = {}, uploadDate }: PlannedItem,
  item: MediaItem,
): MediaEdit {
  const isUploadDate = uploadDate !== undefined && !uploadDate.startsWith(item.date);
  return {
    ...(isUploadDate && { date: uploadDate }),
    ...missing(fill, item),
    ...edit,
  };
}

/** The values that an item lacks. A date or place that its file has is never replaced. */
function missing({ title, description, date, place, rating }: Fill, item: MediaItem): MediaEdit {
  const hasPlace = item.place?.latitude !== undefined || item.edited?.includes('place');
  return {
    ...(title && !item.title && { title }),
    ...(description && !item.description && { description }),
    ...(rating && item.rating === undefined && { rating }),
    ...(date && lacksDate(item) && { date }),
    ...(place && !hasPlace && { place }),
  };
}

/** Whether the date is that of the upload, or a day without a time in the file name. */
const lacksDate = ({ dateSource, date }: MediaItem): boolean =>
  dateSource === 'upload' || (dateSource === 'file-name' && date.endsWith('T00:00:00'));
