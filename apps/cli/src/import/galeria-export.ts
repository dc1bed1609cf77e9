import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportedAlbum, ExportedItem } from '@galeria/api';
import { MANIFEST_NAME } from '@galeria/api/export';
import { CliError } from '../errors.ts';
import { inside } from '../export/inside.ts';
import { parseManifest } from '../export/parse-manifest.ts';
import type { Plan, PlannedAlbum, PlannedItem } from './plan.ts';

/** Reads the manifest of an export. @throws CliError `not-an-export` */
export async function readExport(folder: string): Promise<Plan> {
  const path = join(folder, MANIFEST_NAME);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CliError('not-an-export', {
      detail: `${path} cannot be read; --google-takeout, --immich and --icloud name other layouts`,
      cause,
    });
  });
  const manifest = parseManifest(text);
  if (!manifest) {
    const detail = `${path} is no manifest, or one of a later release`;
    throw new CliError('not-an-export', { detail });
  }
  return {
    items: manifest.items.map((item) => planItem(folder, item)),
    albums: manifest.albums.map(planAlbum),
    notes: [],
  };
}

function planItem(folder: string, item: ExportedItem): PlannedItem {
  const { id, path, filenames, edits, dateSource, date, offset = '', albums = [] } = item;
  return {
    path: inside(folder, path),
    names: filenames as [string, ...string[]],
    id,
    ...(edits && { edit: edits }),
    ...(dateSource === 'upload' && { uploadDate: `${date}${offset}` }),
    albums: Object.fromEntries(albums.map(({ id, position }) => [id, position])),
  };
}

const planAlbum = ({ id, createdAt: _createdAt, ...album }: ExportedAlbum): PlannedAlbum => ({
  ...album,
  key: id,
});
