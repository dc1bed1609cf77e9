import { basename, join } from 'node:path';
import type { Plan, PlannedAlbum, PlannedItem } from './plan.ts';
import { type Folder, isSupported, listFolders, note, readSmall } from './scan.ts';
import { utcDate } from './utc-date.ts';

/** What Google says about a picture. All fields may be missing. */
interface Sidecar {
  /** The file name that the picture was uploaded with. */
  readonly title?: string;
  readonly description?: string;
  readonly photoTakenTime?: { readonly timestamp?: string };
  readonly geoData?: Position;
  readonly geoDataExif?: Position;
  readonly people?: readonly { readonly name?: string }[];
  readonly favorited?: boolean;
  readonly archived?: boolean;
  readonly trashed?: boolean;
}

interface Position {
  readonly latitude?: number;
  readonly longitude?: number;
}

/** Names of folders by year in some languages, whose `metadata.json` is no album. */
const YEAR =
  /^(?:photos? from|fotos? de|fotos? aus|fotos? van|photos? de|foto del|zdjęcia z) \d{4}$/iu;

/** What Google adds to the name of an edited copy, in some languages. */
const EDITED = /-(?:edited|editado|editada|bearbeitet|modifié|modificato|bewerkt)$/iu;

const SUFFIX = '.supplemental-metadata';

/** Sidecars have names of at most so many characters before a counter and `.json`. */
const NAME_CHARACTERS = 46;

/** Reads a folder of Google Takeout with Google Photos. */
export async function readGoogleTakeout(root: string): Promise<Plan> {
  const items: PlannedItem[] = [];
  const albums: PlannedAlbum[] = [];
  let unsupported = 0;
  let trashed = 0;
  for (const folder of await listFolders(root)) {
    const sidecars = await readSidecars(folder);
    const album = sidecars.album;
    const key = folder.path;
    if (album) albums.push({ key, name: album.title, ...album.more });
    const media = folder.files.filter((name) => !/\.json$/i.test(name));
    for (const [at, name] of media.entries()) {
      const path = join(folder.path, name);
      const sidecar = sidecarOf(name, media, sidecars.byName);
      if (sidecar?.trashed) trashed++;
      else if (!(await isSupported(path))) unsupported++;
      else {
        const place = String(at).padStart(8, '0');
        items.push({ ...planItem(path, sidecar), ...(album && { albums: { [key]: place } }) });
      }
    }
  }
  const notes = [
    ...note(unsupported, 'videos and other files of unsupported formats'),
    ...note(trashed, 'files in the bin'),
  ];
  return { items, albums, notes };
}

async function readSidecars({ path, files }: Folder) {
  const byName = new Map<string, Sidecar>();
  let album: { title: string; more: { description?: string } } | undefined;
  for (const name of files.filter((one) => /\.json$/i.test(one))) {
    const value = parse(await readSmall(join(path, name)));
    if (!value) continue;
    const { title, description } = value;
    // The names of albums' files are in the language of the account.
    const isOfPicture = value.photoTakenTime !== undefined || 'creationTime' in value;
    if (isOfPicture) byName.set(name.slice(0, -'.json'.length), value);
    else if (title && !YEAR.test(title) && !YEAR.test(basename(path))) {
      album = { title, more: description ? { description } : {} };
    }
  }
  return { byName, album };
}

function parse(bytes: Buffer | undefined): Sidecar | undefined {
  try {
    const value: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds the sidecar of a file. A counter is in the file's name before the extension, and in the sidecar's
 * name at its end or likewise; long names are cut; an edited copy and the video of a live photo have the
 * sidecar of the picture.
 */
export function sidecarOf<Found>(
  file: string,
  media: readonly string[],
  sidecars: ReadonlyMap<string, Found>,
): Found | undefined {
  for (const name of [file, original(file), ...partners(file, media)]) {
    const { stem, counter, extension } = split(name);
    const found =
      findCut(sidecars, name, '') ?? (counter && findCut(sidecars, `${stem}${extension}`, counter));
    if (found) return found;
  }
  return undefined;
}

/** @param counter such as `(1)` */
function findCut<Found>(
  sidecars: ReadonlyMap<string, Found>,
  name: string,
  counter: string,
): Found | undefined {
  const whole = `${name}${SUFFIX}`;
  for (let length = whole.length; length >= Math.min(name.length, NAME_CHARACTERS - 1); length--) {
    const found = sidecars.get(`${whole.slice(0, length)}${counter}`);
    if (found) return found;
  }
  return undefined;
}

function original(name: string): string {
  const { stem, counter, extension } = split(name);
  return `${stem.replace(EDITED, '')}${counter}${extension}`;
}

/** Pictures of the same name, which the video of a live photo belongs to. */
function partners(name: string, media: readonly string[]): string[] {
  const extension = /\.[^.]+$/.exec(name)?.[0] ?? '';
  if (!/^\.(?:mp4|mov|mp)$/i.test(extension)) return [];
  const stem = name.slice(0, name.length - extension.length).toLowerCase();
  return media.filter((one) => one !== name && one.toLowerCase().startsWith(`${stem}.`));
}

function split(name: string) {
  const [, stem = name, counter = '', extension = ''] =
    /^(.*?)(\(\d+\))?(\.[^.]*)?$/su.exec(name) ?? [];
  return { stem, counter, extension };
}

function planItem(path: string, sidecar: Sidecar = {}): PlannedItem {
  const { title = '', description, photoTakenTime, favorited, archived, people = [] } = sidecar;
  const seconds = Number(photoTakenTime?.timestamp);
  // Google has 0 for no time.
  const date = seconds === 0 ? undefined : utcDate(seconds * 1000);
  const position = [sidecar.geoData, sidecar.geoDataExif].find(isPosition);
  const names = people.flatMap(({ name }) => name || []);
  const name = basename(path);
  const isWhole =
    !EDITED.test(split(name).stem) && split(title).extension === split(name).extension;
  const edit = {
    ...(favorited && { favourite: true }),
    ...(archived && { archived: true }),
    ...(names.length > 0 && { tags: { add: names } }),
  };
  const fill = {
    ...(description && { description }),
    ...(date && { date }),
    ...(position && { place: { latitude: position.latitude, longitude: position.longitude } }),
  };
  return { path, names: [isWhole && title !== '' ? title : name], edit, fill } as PlannedItem;
}

/** Google has 0, 0 for no position. */
const isPosition = (at: Position | undefined): at is Required<Position> =>
  at?.latitude !== undefined &&
  at.longitude !== undefined &&
  (at.latitude !== 0 || at.longitude !== 0);
