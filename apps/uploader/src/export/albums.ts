import type { ExportedAlbum, FilterQuery } from '@galeria/api';
import type { Album, Catalog } from '@galeria/catalog';
import { defined } from '@galeria/media';
import { EXPORT } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';

/** Reads the albums that a manifest has, the oldest first. */
export async function readExportedAlbums(
  catalog: Pick<Catalog, 'readAlbums'>,
  isExported: (album: Album) => boolean,
): Promise<ExportedAlbum[]> {
  const found: Album[] = [];
  let cursor: string | undefined;
  do {
    const page = await cloudCall(
      catalog.readAlbums({ limit: EXPORT.pageItems, ...defined({ cursor }) }),
    );
    found.push(...page.albums.filter(isExported));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found.reverse().map(viewAlbum);
}

const viewAlbum = ({ changedAt: _changedAt, revision: _revision, rule, ...album }: Album) => ({
  ...album,
  ...(rule && { rule: rule as FilterQuery }),
});
