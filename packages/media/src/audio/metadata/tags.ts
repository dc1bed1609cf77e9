import { type ICommonTagsResult, parseFile } from 'music-metadata';
import { statedDate } from '../../dates/stated-date.ts';
import { defined } from '../../defined.ts';
import type { StatedDate } from '../../schema.ts';
import { limits } from '../limits.ts';

/** The tags of a recording. */
export interface Tags {
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly albumArtist?: string;
  /** The track number and the total number of tracks. */
  readonly track?: { readonly number: number; readonly of?: number };
  readonly genre?: string[];
  readonly year?: number;
  /** When it was recorded or released. */
  readonly date?: StatedDate;
}

export interface TagsAndCover {
  readonly tags: Tags;
  /** The encoded front cover. */
  readonly cover?: Uint8Array;
}

/** Reads tags of every format with music-metadata. Unreadable tags are ignored. */
export async function readTags(path: string): Promise<TagsAndCover> {
  try {
    const { common } = await parseFile(path, { duration: false });
    const cover = coverOf(common);
    return { tags: tagsOf(common), ...(cover && { cover }) };
  } catch {
    return { tags: {} };
  }
}

function tagsOf(common: ICommonTagsResult): Tags {
  const { title, artist, album, albumartist, track, genre, year, date } = common;
  const genres = genre
    ?.map(text)
    .filter((name) => name !== undefined)
    .slice(0, limits.tags.maxGenres);
  return defined({
    title: text(title),
    artist: text(artist),
    album: text(album),
    albumArtist: text(albumartist),
    track: isCount(track.no)
      ? { number: track.no, ...(isCount(track.of) && { of: track.of }) }
      : undefined,
    genre: genres?.length ? genres : undefined,
    year: isCount(year) ? year : undefined,
    // As precise as the tag has it: ID3v2.4, 4 (timestamps), ISO 8601.
    date: statedDate('tag', date, isCount(year) ? String(year).padStart(4, '0') : undefined),
  });
}

/** ID3v2.4, 4.14: type 3 is the front cover, which music-metadata returns by name. */
function coverOf({ picture = [] }: ICommonTagsResult): Uint8Array | undefined {
  const { data } = picture.find(({ type }) => type === 'Cover (front)') ?? picture[0] ?? {};
  return data && data.length <= limits.tags.maxCoverBytes ? data : undefined;
}

/** Replaces control characters, which some formats use as terminators. */
function text(value: string | undefined): string | undefined {
  const clean = value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: matched on purpose
    ?.replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, limits.tags.maxTextLength);
  return clean || undefined;
}

const MOST = 9999;

const isCount = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MOST;

/** Returns the only tags written to a song, by FFmpeg's names. */
export function outputTags({ title, artist, album, track, year }: Tags): Record<string, string> {
  return defined({
    title,
    artist,
    album,
    track: track && [track.number, track.of].filter(Boolean).join('/'),
    date: year?.toString(),
  });
}
