import { type ICommonTagsResult, parseFile } from 'music-metadata';
import { limits } from '../limits.ts';

/** What a recording says of itself. */
export interface Tags {
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly albumArtist?: string;
  /** The number of the track, and of how many. */
  readonly track?: { readonly number: number; readonly of?: number };
  readonly genre?: string[];
  readonly year?: number;
}

export interface TagsAndCover {
  readonly tags: Tags;
  /** The bytes of the picture that is meant to be in front, not yet decoded. */
  readonly cover?: Uint8Array;
}

/** Reads tags of every format by music-metadata. A song with tags that cannot be read is still a song. */
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
  const { title, artist, album, albumartist, track, genre, year } = common;
  const genres = genre
    ?.map(text)
    .filter((name) => name !== undefined)
    .slice(0, limits.tags.maxGenres);
  return present({
    title: text(title),
    artist: text(artist),
    album: text(album),
    albumArtist: text(albumartist),
    track: isCount(track.no)
      ? { number: track.no, ...(isCount(track.of) && { of: track.of }) }
      : undefined,
    genre: genres?.length ? genres : undefined,
    year: isCount(year) ? year : undefined,
  });
}

/** ID3v2.4, 4.14: type 3 is the front cover, which music-metadata calls by its name. */
function coverOf({ picture = [] }: ICommonTagsResult): Uint8Array | undefined {
  const { data } = picture.find(({ type }) => type === 'Cover (front)') ?? picture[0] ?? {};
  return data && data.length <= limits.tags.maxCoverBytes ? data : undefined;
}

/** Control characters have no meaning in a title, and end one in some formats. */
function text(value: string | undefined): string | undefined {
  const clean = value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    ?.replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, limits.tags.maxTextLength);
  return clean || undefined;
}

const MOST = 9999;

const isCount = (value: number | null | undefined): value is number =>
  Number.isInteger(value) && value! > 0 && value! <= MOST;

const present = <Values extends object>(
  values: Values,
): { [Key in keyof Values]: Exclude<Values[Key], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** The tags that a song carries on, by FFmpeg's names of them; nothing else is carried on. */
export function carriedTags({ title, artist, album, track, year }: Tags): Record<string, string> {
  return present({
    title,
    artist,
    album,
    track: track && [track.number, track.of].filter(Boolean).join('/'),
    date: year?.toString(),
  }) as Record<string, string>;
}
