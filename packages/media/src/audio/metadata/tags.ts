import type { ICommonTagsResult } from 'music-metadata';
import { defined } from '../../defined.ts';
import type { StatedDate } from '../../schema.ts';
import { limits } from '../limits.ts';
import type { AudioMetadata } from '../schema.ts';
import { chaptersOf } from './chapters.ts';
import { replayGainOf } from './gains.ts';
import { isrcsOf, musicBrainzOf } from './identifiers.ts';
import { type Lyrics, lyricsOf } from './lyrics.ts';
import { namesOf } from './names.ts';
import { type PlainTags, readSources, type TagSources } from './sources.ts';
import { readTagDate } from './tag-date.ts';
import { text, texts } from './texts.ts';

/** The tags of a recording, as its metadata has them. */
export type Tags = Pick<
  AudioMetadata,
  | ('title' | 'artist' | 'artists' | 'album' | 'albumArtist' | 'albumArtists' | 'composer')
  | ('track' | 'disc' | 'genre' | 'year' | 'date' | 'bpm' | 'isrc' | 'musicBrainz')
  | ('replayGain' | 'chapters' | 'lyrics')
>;

export interface FileTags {
  readonly tags: Tags;
  readonly lyrics?: Lyrics;
  /** The encoded pictures, a front cover first. */
  readonly covers: readonly Uint8Array[];
}

/**
 * Reads the tags of a file with music-metadata, and those that only FFmpeg finds. If a value
 * has a type that music-metadata's types do not allow, only FFmpeg's tags are used.
 */
export async function readTags(path: string, plain: PlainTags): Promise<FileTags> {
  const sources = await readSources(path, plain);
  try {
    return interpret(sources);
  } catch {
    return interpret({ parsed: undefined, plain });
  }
}

function interpret(sources: TagSources): FileTags {
  const lyrics = lyricsOf(sources);
  return {
    tags: tagsOf(sources, lyrics),
    covers: coversOf(sources.parsed?.common),
    ...(lyrics && { lyrics }),
  };
}

function tagsOf(sources: TagSources, lyrics: Lyrics | undefined): Tags {
  const { parsed, plain } = sources;
  const { common } = parsed ?? {};
  const artist = namesOf(sources, 'artist');
  const albumArtist = namesOf(sources, 'albumArtist');
  const date = dateOf(sources);
  const bpm = Math.round(common?.bpm ?? Number.parseFloat(plain.bpm ?? plain.tbpm ?? ''));
  return defined({
    title: text(common?.title) ?? text(plain.title),
    artist: artist && text(artist.credit),
    artists: artist?.each,
    album: text(common?.album) ?? text(plain.album),
    albumArtist: albumArtist && text(albumArtist.credit),
    albumArtists: albumArtist?.each,
    composer: namesOf(sources, 'composer')?.each,
    track: numberOf(common?.track, plain.track),
    disc: numberOf(common?.disk, plain.disc),
    genre: texts(common?.genre) ?? texts(plain.genre?.split(/;(?! )/)),
    year: date && Number(date.local.slice(0, 4)),
    date,
    bpm: isCount(bpm) && bpm <= limits.tags.maxBpm ? bpm : undefined,
    isrc: isrcsOf(sources),
    musicBrainz: musicBrainzOf(sources),
    replayGain: replayGainOf(sources),
    chapters: chaptersOf(sources),
    lyrics: lyrics && {
      ...defined({ language: lyrics.language }),
      synced: lyrics.lines !== undefined,
    },
  });
}

/** The most precise of the dates of the same year. FFmpeg joins the year and the day of ID3v2.3. */
function dateOf({ parsed, plain }: TagSources): StatedDate | undefined {
  const { date, year, releasedate } = parsed?.common ?? {};
  const [first, ...others] = [date, plain.date, year?.toString(), releasedate, plain.year]
    .map(readTagDate)
    .filter((found) => found !== undefined);
  const same = others.filter(({ local }) => first && local.startsWith(first.local));
  return same.sort((a, b) => b.local.length - a.local.length)[0] ?? first;
}

/** `3/14`, `3 of 14`. */
function numberOf(
  parsed: ICommonTagsResult['track'] | undefined,
  plain: string | undefined,
): { number: number; of?: number } | undefined {
  const [, first, total] = /^\s*(\d+)(?:\s*(?:\/|of)\s*(\d+))?/i.exec(plain ?? '') ?? [];
  const number = parsed?.no ?? Number(first);
  const of = parsed?.of ?? Number(total);
  return isCount(number) ? { number, ...(isCount(of) && { of }) } : undefined;
}

const MOST = 9999;

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= MOST;

/** ID3v2.4, 4.14: type 3 is the front cover, which music-metadata returns by name. */
function coversOf({ picture = [] }: Partial<ICommonTagsResult> = {}): Uint8Array[] {
  const isFront = ({ type }: { type?: string }) => type === 'Cover (front)';
  return [...picture.filter(isFront), ...picture.filter((each) => !isFront(each))]
    .map(({ data }) => data)
    .filter(({ length }) => length <= limits.tags.maxCoverBytes)
    .slice(0, limits.tags.maxCovers);
}
