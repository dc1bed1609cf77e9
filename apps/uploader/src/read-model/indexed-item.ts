import {
  type ItemRecord,
  isStamped,
  isTombstone,
  type MediaSummary,
  toSummary,
} from '@galeria/catalog';
import { kindByName } from '@galeria/media';
import type { Change, IndexedItem } from '@galeria/media-index';
import { type Shown, shownOf } from '../edits/shown.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import type { Fields } from './fields.ts';
import { dateOf } from './item-date.ts';

/**
 * The version of an item that only this spool has. The catalog's versions begin with 1, so its record
 * replaces the item, and no item replaces a tombstone.
 */
export const SPOOLED_VERSION = -1;

/** Metadata fields with an index field of their own. The other searchable ones are `other` texts. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'keywords',
  'camera',
  'artist',
  'artists',
  'albumArtist',
  'albumArtists',
  'album',
  'genre',
]);

/** A record of the catalog, as the index has it. */
export function changeOf(record: ItemRecord): Change {
  const { id, generation, version = 0 } = record;
  const { changedAt } = record;
  const stamp = isStamped(record) && changedAt !== undefined ? { changedAt } : {};
  if (isTombstone(record)) return { id, generation, version, deleted: true, ...stamp };
  const names = new Set([record.filename, ...(record.names ?? [])]);
  const uploaded = record.listedAt?.split('#')[0];
  return { ...itemOf(toSummary(record), [...names], uploaded), version, ...stamp };
}

/** An upload that the catalog does not have yet. */
export function spooledChange(entry: SpoolEntry): Change {
  const { id, kind, size, mimeType, filename, receivedAt, generation } = entry;
  const summary: MediaSummary = {
    id,
    kind,
    status: 'received',
    generation: generation ?? 1,
    createdAt: receivedAt,
    original: { size, mimeType, filename },
    renditions: [],
    metadata: {},
  };
  return { ...itemOf(summary, [filename], receivedAt), version: SPOOLED_VERSION };
}

/** The item that a stored `document` shows. */
export const summaryOf = (document: unknown): MediaSummary => document as MediaSummary;

function itemOf(
  summary: MediaSummary,
  names: readonly string[],
  listed: string | undefined,
): Omit<IndexedItem, 'version'> {
  const { id, kind, status, generation, original, renditions } = summary;
  const metadata = summary.metadata as Fields;
  const uploaded = isTime(listed) ? listed : timeOr1970(summary.createdAt);
  const shown = shownOf(summary);
  const { title, place, rating, favourite, archived } = shown;
  const { latitude, longitude } = place ?? {};
  const text = renditions.find(({ mimeType }) => mimeType.startsWith('text/plain'))?.name;
  return {
    id,
    generation,
    kind,
    status,
    date: dateOf(summary).date,
    uploaded,
    size: original.size,
    mimeType: original.mimeType,
    ...(title === undefined ? {} : { title }),
    names: names.filter(Boolean),
    attributes: attributesOf(metadata, shown),
    otherNames: {
      place: summary.edits?.place ? [] : otherPlaceNames(metadata),
      artist: credits(metadata),
    },
    other: [...present(shown.description), ...otherTexts(kind, metadata)],
    ...(latitude !== undefined && longitude !== undefined && { location: { latitude, longitude } }),
    albums: summary.edits?.albums ?? {},
    ...(summary.binnedAt === undefined ? {} : { binned: summary.binnedAt }),
    flags: [
      ...(favourite ? ['favourite' as const] : []),
      ...(archived ? ['archived' as const] : []),
    ],
    ...(rating === undefined ? {} : { rating }),
    has: [
      ...(summary.note ? ['note'] : []),
      ...(renditions.some(({ width }) => width !== undefined) ? ['picture'] : []),
    ],
    ...(text === undefined ? {} : { text }),
    document: summary,
  };
}

const isTime = (text: string | undefined): text is string =>
  text !== undefined && !Number.isNaN(Date.parse(text));

const timeOr1970 = (text: string): string => (isTime(text) ? text : new Date(0).toISOString());

function attributesOf(metadata: Fields, { tags, place }: Shown) {
  const { camera, artist, albumArtist, album, genre } = metadata;
  const { artists = present(artist), albumArtists = present(albumArtist) } = metadata;
  return {
    camera: present(cameraName(camera)),
    lens: present(camera?.lens),
    artist: [...new Set([...artists, ...albumArtists])],
    album: present(album),
    genre: genre ?? [],
    tag: tags,
    place: [place?.city, place?.region, place?.country].flatMap(present),
  };
}

/** Several artists as one text, such as `One feat. Two`. */
const credits = ({ artist, artists, albumArtist, albumArtists }: Fields): string[] => [
  ...(artists ? present(artist) : []).filter((credit) => !artists?.includes(credit)),
  ...(albumArtists ? present(albumArtist) : []).filter((credit) => !albumArtists?.includes(credit)),
];

const portuguese = new Intl.DisplayNames('pt', { type: 'region' });

/** The country's name in Portuguese. GeoNames' cities and regions have one name each. */
const otherPlaceNames = ({ place }: Fields): string[] =>
  present(place && portuguese.of(place.countryCode));

const present = (text: string | undefined): string[] => (text ? [text] : []);

/** Make and model, or the model alone if it begins with the make. */
function cameraName({ make = '', model = '' }: NonNullable<Fields['camera']> = {}): string {
  const [brand = ''] = make.split(' ');
  const isNamed = model.toLowerCase().startsWith(brand.toLowerCase());
  return isNamed && model !== '' ? model : `${make} ${model}`.trim();
}

/** The texts of the metadata fields that the kind declares searchable, and those below them. */
const otherTexts = (kind: string, metadata: Fields): string[] =>
  (kindByName(kind)?.searchable ?? [])
    .filter((name) => !OWN_FIELDS.has(name))
    .flatMap((name) => textsIn(metadata[name as keyof Fields]));

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
