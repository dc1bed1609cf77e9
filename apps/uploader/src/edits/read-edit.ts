import type { MediaEdit } from '@galeria/api';
import type { DateEdit, Edit } from '@galeria/catalog';
import { UploaderError } from '../errors.ts';
import { localTimeOf } from '../read-model/local-time.ts';

/**
 * Turns the edit of a request into that of the catalog, and checks what its schema cannot say.
 *
 * @throws UploaderError `bad-request`
 */
export function readEdit({ date, place, ...edit }: MediaEdit): Edit {
  const hasLatitude = place?.latitude !== undefined;
  if (hasLatitude !== (place?.longitude !== undefined)) {
    throw new UploaderError('bad-request', { detail: 'place needs latitude and longitude' });
  }
  return {
    ...edit,
    ...(place === undefined ? {} : { place }),
    ...(date === undefined ? {} : { date: date === null ? null : readDate(date) }),
  };
}

const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/;

function readDate(date: NonNullable<MediaEdit['date']>): DateEdit {
  if (typeof date !== 'string') return date;
  const offset = date.includes('T') ? OFFSET.exec(date)?.[0] : undefined;
  const local = localTimeOf(offset === undefined ? date : date.slice(0, -offset.length));
  if (local === undefined || !exists(local) || Number.isNaN(Date.parse(local + (offset ?? 'Z')))) {
    throw new UploaderError('bad-request', { detail: `date is not a date: ${date}` });
  }
  const full = local.length === 'yyyy-mm-ddThh:mm'.length ? `${local}:00` : local;
  return offset === undefined
    ? { local: full }
    : { local: full, offset: offset === 'Z' ? '+00:00' : offset };
}

/** `Date` accepts the 30th of February too, and makes it the 1st of March. */
const exists = (local: string): boolean =>
  new Date(`${local}Z`).toISOString().startsWith(local.slice(0, 'yyyy-mm-ddThh:mm'.length));
