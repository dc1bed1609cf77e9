import { splitNames } from './names-with-slash.ts';
import { nativeValues, type PlainTags, type TagSources } from './sources.ts';
import { text, texts } from './texts.ts';

/** The people that a field names. */
export interface Names {
  /** As the file writes them, such as `One feat. Two`. */
  readonly credit: string;
  /** Each of them. */
  readonly each: string[];
}

/** The fields with names, by the names that the readers have for them. */
const FIELDS = {
  artist: { one: 'artist', each: 'artists', plain: 'artist', frame: /^(?:TPE1|TP1)$/ },
  albumArtist: {
    one: 'albumartist',
    each: 'albumartists',
    plain: 'album_artist',
    frame: undefined,
  },
  composer: { one: undefined, each: 'composer', plain: 'composer', frame: /^(?:TCOM|TCM)$/ },
} as const;

/** The versions of ID3 whose separator is a slash. ID3v2.4 has a NUL. */
const SLASHED = ['ID3v2.3', 'ID3v2.2'];

/** Reads a field with names. Lists of each name (`ARTISTS`) are preferred to one text. */
export function namesOf(sources: TagSources, field: keyof typeof FIELDS): Names | undefined {
  const { one, each, plain, frame } = FIELDS[field];
  const common = sources.parsed?.common;
  const slashed = frame ? nativeValues(sources, SLASHED, frame).filter(isText) : [];
  const listed =
    field === 'artist' ? nativeValues(sources, SLASHED, /^TXXX:artists$/i).filter(isText) : [];
  const raw = rawText(slashed, sources.plain[plain]);
  const slashedNames = raw === undefined ? common?.[each] : splitNames(raw);
  const list = rawText(listed, sources.plain.artists);
  const listedNames = list === undefined ? listed : splitNames(list);
  const values = listed.length > 0 ? listedNames : slashedNames;
  const names = texts(values) ?? texts(sources.plain[plain]?.split(/;(?! )/));
  if (!names) return undefined;
  const single = text(raw ?? (one && common?.[one])) ?? '';
  // A field that is repeated has one name in each occurrence.
  const isCredit = raw === undefined ? single !== '' && !names.includes(single) : listed.length > 0;
  return {
    credit: isCredit || names.length === 1 ? single || names.join(', ') : names.join(', '),
    each: names,
  };
}

/**
 * Returns the text of a frame that music-metadata has split at each slash, without the spaces beside it;
 * FFmpeg has the frame as it is. Undefined if NULs separate the names, as some programs write them.
 */
function rawText(values: readonly string[], whole: PlainTags[string] | undefined) {
  if (values.length === 0) return undefined;
  const joined = values.join('/');
  if (whole === undefined) return joined;
  return whole.replace(/\s*\/\s*/g, '/').trim() === joined ? whole : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';
