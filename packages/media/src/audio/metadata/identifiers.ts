import { defined } from '../../defined.ts';
import type { MusicBrainz } from '../schema.ts';
import type { TagSources } from './sources.ts';
import { texts } from './texts.ts';

/** ISO 3901: country, registrant, year and designation. */
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;
/** https://musicbrainz.org/doc/MusicBrainz_Identifier */
const MBID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Returns the International Standard Recording Codes without hyphens. */
export function isrcsOf({ parsed, plain }: TagSources): string[] | undefined {
  const values = parsed?.common.isrc ?? [plain.isrc ?? plain.tsrc];
  const codes = values
    .flatMap((value) => (typeof value === 'string' ? value.split(/[;/, ]/) : []))
    .map((code) => code.replaceAll('-', '').toUpperCase())
    .filter((code) => ISRC.test(code));
  return texts(codes);
}

export function musicBrainzOf({ parsed }: TagSources): MusicBrainz | undefined {
  const { common } = parsed ?? {};
  const one = (value: unknown) => ids(value)?.[0];
  const found = defined({
    recording: one(common?.musicbrainz_recordingid),
    track: one(common?.musicbrainz_trackid),
    release: one(common?.musicbrainz_albumid),
    releaseGroup: one(common?.musicbrainz_releasegroupid),
    artists: ids(common?.musicbrainz_artistid),
    albumArtists: ids(common?.musicbrainz_albumartistid),
  });
  return Object.keys(found).length > 0 ? found : undefined;
}

function ids(value: unknown): string[] | undefined {
  const found = [value]
    .flat()
    .flatMap((each) => (typeof each === 'string' ? each.toLowerCase().split(/[;/, ]+/) : []))
    .filter((each) => MBID.test(each));
  return texts(found);
}
