import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Plan, PlannedAlbum, PlannedItem } from './plan.ts';
import { type Folder, isSupported, listFolders, note, readSmall } from './scan.ts';
import { utcDate } from './utc-date.ts';

/** A row of `Photo Details.csv`. */
interface Details {
  readonly imgName?: string;
  readonly favorite?: string;
  readonly hidden?: string;
  readonly deleted?: string;
  readonly originalCreationDate?: string;
}

const DETAILS = /^Photo Details.*\.csv$/i;

/**
 * Reads the folders of iCloud Photos that Apple's privacy page exports, all parts below one folder:
 * `Photos` with `Photo Details.csv`, and `Albums` with a list for each album.
 */
export async function readICloud(root: string): Promise<Plan> {
  const folders = await listFolders(root);
  const items: PlannedItem[] = [];
  let unsupported = 0;
  let deleted = 0;
  for (const folder of folders) {
    const details = await readDetails(folder);
    for (const name of folder.files.filter((one) => !/\.csv$/i.test(one))) {
      const path = join(folder.path, name);
      const row = details.get(keyOf(name));
      if (row?.deleted === 'yes') deleted++;
      else if (await isSupported(path)) items.push(planItem(path, row));
      else unsupported++;
    }
  }
  const { albums, places } = await readAlbums(folders);
  const notes = [
    ...note(unsupported, 'videos and other files of unsupported formats'),
    ...note(deleted, 'deleted files'),
  ];
  const inAlbums = items.map((item): PlannedItem => {
    const albums = places.get(keyOf(basename(item.path)));
    return albums ? { ...item, albums } : item;
  });
  return { items: inAlbums, albums, notes };
}

async function readDetails({ path, files }: Folder): Promise<Map<string, Details>> {
  const rows = new Map<string, Details>();
  for (const name of files.filter((one) => DETAILS.test(one))) {
    for (const row of await readCsv(join(path, name))) {
      if (row.imgName) rows.set(keyOf(row.imgName), row);
    }
  }
  return rows;
}

/** The albums, one a list, and the places of files in them, by the files' names. */
async function readAlbums(folders: readonly Folder[]) {
  const albums = new Map<string, PlannedAlbum>();
  const places = new Map<string, Record<string, string>>();
  for (const { path, files } of folders) {
    if (basename(path) !== 'Albums') continue;
    for (const file of files.filter((one) => /\.csv$/i.test(one))) {
      const name = file.slice(0, -'.csv'.length);
      // An album has a list in each part of the export.
      albums.set(name, { key: name, name });
      for (const [at, row] of (await readCsv(join(path, file))).entries()) {
        const [image] = Object.values(row) as (string | undefined)[];
        if (!image) continue;
        const known = places.get(keyOf(image)) ?? {};
        const part = basename(dirname(path));
        known[name] ??= `${part} ${String(at).padStart(8, '0')}`;
        places.set(keyOf(image), known);
      }
    }
  }
  return { albums: [...albums.values()], places };
}

async function readCsv(path: string): Promise<Details[]> {
  const bytes = await readSmall(path);
  if (!bytes) return [];
  try {
    return parse(bytes, { columns: true, bom: true, relax_column_count: true, trim: true });
  } catch {
    return [];
  }
}

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

function planItem(path: string, row: Details = {}): PlannedItem {
  const date = dateOf(row.originalCreationDate ?? '');
  const edit = {
    ...(row.favorite === 'yes' && { favourite: true }),
    ...(row.hidden === 'yes' && { archived: true }),
  };
  return { path, names: [basename(path)], edit, fill: { ...(date && { date }) } };
}

/** `Saturday May 4,2019 9:41 AM GMT` */
function dateOf(text: string): string | undefined {
  const [, month, day, year, time] =
    /^\w+ (\w+) (\d+), ?(\d{4}) (\d+:\d\d [AP]M) GMT$/.exec(text) ?? [];
  return utcDate(Date.parse(`${month} ${day}, ${year} ${time} GMT`));
}
