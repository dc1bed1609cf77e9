import { basename, join, relative, sep } from 'node:path';
import { captionOfXmp, readXmp } from '@galeria/media/xmp';
import type { Plan, PlannedItem } from './plan.ts';
import { isSupported, listFolders, note, readSmall } from './scan.ts';

/** Folders of Immich with files that it derives. */
const DERIVED: ReadonlySet<string> = new Set(['thumbs', 'encoded-video', 'profile', 'backups']);

/**
 * Reads Immich's upload location or a copy of its library: originals with XMP sidecars, `a.jpg.xmp` or
 * `a.xmp`. Albums are in Immich's database alone.
 */
export async function readImmich(root: string): Promise<Plan> {
  const items: PlannedItem[] = [];
  let unsupported = 0;
  for (const { path, files } of await listFolders(root)) {
    if (
      relative(root, path)
        .split(sep)
        .some((part) => DERIVED.has(part))
    )
      continue;
    const names = new Set(files);
    for (const name of files.filter((one) => !/\.xmp$/i.test(one))) {
      const file = join(path, name);
      if (!(await isSupported(file))) {
        unsupported++;
        continue;
      }
      const stem = name.replace(/\.[^.]*$/, '');
      const sidecar = [`${name}.xmp`, `${stem}.xmp`].find((one) => names.has(one));
      const packet = sidecar && (await readSmall(join(path, sidecar)));
      items.push(planItem(file, packet || undefined));
    }
  }
  return {
    items,
    albums: [],
    notes: note(unsupported, 'videos and other files of unsupported formats'),
  };
}

function planItem(path: string, packet: Uint8Array | undefined): PlannedItem {
  const names = [basename(path)] as const;
  if (!packet) return { path, names };
  const xmp = readXmp([packet]);
  const { title, description, keywords = [], rating } = captionOfXmp(xmp);
  const date = dateIn(xmp.values);
  const place = placeIn(xmp.values);
  return {
    path,
    names,
    ...(keywords.length > 0 && { edit: { tags: { add: [...keywords] } } }),
    fill: {
      ...(title && { title }),
      ...(description && { description }),
      ...(rating && rating > 0 && { rating }),
      ...(date && { date }),
      ...(place && { place }),
    },
  };
}

type Values = ReturnType<typeof readXmp>['values'];

function dateIn(values: Values): string | undefined {
  const names = ['exif:DateTimeOriginal', 'photoshop:DateCreated', 'xmp:CreateDate'];
  const text = names.flatMap((name) => values(name)).find((one) => one !== '');
  const [, local, offset = ''] =
    /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text ?? '') ??
    [];
  return local && `${local}${local.includes('T') ? offset : ''}`;
}

/** XMP specification, part 2, 1.2.7.4: `DDD,MM,SSk` or `DDD,MM.mmk`. */
function placeIn(values: Values) {
  const [latitude, longitude] = ['exif:GPSLatitude', 'exif:GPSLongitude'].map((name) =>
    degrees(values(name)[0] ?? ''),
  );
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

function degrees(text: string): number | undefined {
  const found = /^\s*(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?\s*([NSEW])\s*$/.exec(text);
  if (!found) return undefined;
  const [, whole, minutes, seconds = 0, side = ''] = found;
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  // A centimetre.
  return Math.round(('SW'.includes(side) ? -value : value) * 1e7) / 1e7;
}
