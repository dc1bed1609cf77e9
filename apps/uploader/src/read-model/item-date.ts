import type { DateSource } from '@galeria/api';
import type { MediaSummary } from '@galeria/catalog';
import type { Fields } from './fields.ts';
import { localTimeOf } from './local-time.ts';
import { dateInName } from './name-date.ts';

/** The one date of an item, by which it is sorted, filtered and counted. */
export interface ItemDate {
  /** Local time, `2024-05-06T07:08:09`. Month, day and time that are unknown are the first ones. */
  readonly date: string;
  readonly dateSource: DateSource;
  /** UTC offset such as `+02:00`, if known. */
  readonly offset?: string;
  /** IANA time zone, if known. */
  readonly zone?: string;
}

/**
 * Returns the date of an item: the owner's, otherwise the one that its file states, otherwise the one in
 * the file name of its first upload, otherwise the time of that upload. The catalog's record has all
 * four, so that every cell and every rebuild of an index finds the same date. File names of later
 * uploads do not count, since the date would change with them.
 */
export function dateOf(item: Dated): ItemDate {
  const edit = item.edits?.date;
  if (edit === undefined) return dateInFile(item);
  if ('shift' in edit) return shifted(dateInFile(item), edit.shift);
  const { local, offset } = edit;
  return { date: local, dateSource: 'edit', ...(offset !== undefined && { offset }) };
}

type Dated = Pick<MediaSummary, 'metadata' | 'original' | 'createdAt' | 'edits'>;

/** A shift beyond the years that a date can have leaves the date as it is. */
function shifted({ dateSource, ...stated }: ItemDate, seconds: number): ItemDate {
  const [whole = '', fraction] = stated.date.split('.');
  const at = Date.parse(`${whole}Z`) + seconds * 1000;
  const date = new Date(at).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  if (!/^\d{4}-/.test(date)) return { ...stated, dateSource };
  return { ...stated, date: fraction ? `${date}.${fraction}` : date, dateSource: 'edit' };
}

function dateInFile({ metadata, original: { filename }, createdAt }: Dated): ItemDate {
  const uploaded = Number.isNaN(Date.parse(createdAt)) ? new Date(0).toISOString() : createdAt;
  const named = dateInName(filename, uploaded);
  return (
    statedIn(metadata) ??
    (named === undefined
      ? { date: uploaded.slice(0, 19), dateSource: 'upload', offset: '+00:00' }
      : { date: named, dateSource: 'file-name' })
  );
}

interface Stated {
  readonly local?: string | undefined;
  readonly offset?: string | null | undefined;
  readonly zone?: string;
  readonly source?: DateSource;
}

/** The date that a file states. Metadata of earlier versions have no source and no `date`. */
function statedIn({ taken, date, created, year }: Fields): ItemDate | undefined {
  const stated: readonly [DateSource, Stated | undefined][] = [
    ['exif', taken],
    ['tag', date],
    ['document', { local: created, offset: OFFSET.exec(created ?? '')?.[0] }],
    ['tag', { local: year === undefined ? undefined : String(year).padStart(4, '0') }],
  ];
  for (const [usual, { local, offset, zone, source = usual } = {}] of stated) {
    const full = localTimeOf(local);
    if (full === undefined) continue;
    return {
      date: full,
      dateSource: source,
      ...(offset && { offset: offset === 'Z' ? '+00:00' : offset }),
      ...(zone !== undefined && { zone }),
    };
  }
  return undefined;
}

const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/;
