import { isDeepStrictEqual } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { CatalogError } from '../errors.ts';
import { MOST_ALBUMS, WRITE_ATTEMPTS } from '../limits.ts';
import { FORMAT } from '../model.ts';
import { type Connection, conditionMet } from '../table/connection.ts';
import { contentOf, countRows, deleteRow, readRow, readRowPage } from '../table/rows.ts';
import { ALBUM_PREFIX, ALBUMS_PK, albumKey } from '../table/schema.ts';
import { storable } from '../table/storable.ts';
import type { Album, AlbumChange, AlbumFields, AlbumOutcome } from './album.ts';

export interface AlbumPage {
  readonly albums: readonly Album[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

const ALBUMS = { pk: ALBUMS_PK, prefix: ALBUM_PREFIX };

/** Two that are created at the same time may both be the last one. */
export async function createAlbum(connection: Connection, fields: AlbumFields): Promise<Album> {
  if ((await countRows(connection, ALBUMS)) >= MOST_ALBUMS) {
    throw new CatalogError('albums-full', { detail: `${MOST_ALBUMS}` });
  }
  const now = new Date().toISOString();
  const album = { ...storable(fields), id: ulid(), createdAt: now, changedAt: now, revision: 1 };
  await putAlbum(connection, album);
  return album;
}

export async function readAlbum(connection: Connection, id: string): Promise<Album | undefined> {
  const row = await readRow(connection, albumKey(id));
  return row && toAlbum(row);
}

export async function readAlbums(
  connection: Connection,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<AlbumPage> {
  const { rows, ...rest } = await readRowPage(connection, ALBUMS, page);
  return { albums: rows.map(toAlbum), ...rest };
}

export interface AlbumRequest {
  readonly id: string;
  readonly replaces?: (revision: string) => boolean;
  readonly change: AlbumChange;
}

export async function changeAlbum(
  connection: Connection,
  { id, replaces = () => true, change }: AlbumRequest,
): Promise<AlbumOutcome> {
  const isSet = (name: string) => change[name as keyof AlbumChange] !== undefined;
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const last = await readAlbum(connection, id);
    if (!last) return { outcome: 'absent' };
    const kept = Object.entries(last).filter(([name]) => !isSet(name));
    const added = Object.entries(storable(change)).filter(([, value]) => value != null);
    const changed = Object.fromEntries([...kept, ...added]) as unknown as Album;
    // Before the condition: the write of an earlier attempt may have succeeded without its response.
    if (isDeepStrictEqual(changed, last)) return { outcome: 'unchanged', album: last };
    if (!replaces(String(last.revision))) return { outcome: 'conflict' };
    const changedAt = new Date().toISOString();
    const album = { ...changed, changedAt, revision: last.revision + 1 };
    if (await putAlbum(connection, album)) return { outcome: 'changed', album };
  }
  throw new CatalogError('contended', { detail: id });
}

/** Writes the next revision of an album. @returns false where another change came first */
function putAlbum({ client, table }: Connection, album: Album): Promise<boolean> {
  const isNew = 'attribute_not_exists(pk)';
  const isLast = 'revision = :last';
  return conditionMet(
    client.send(
      new PutCommand({
        TableName: table,
        Item: { ...albumKey(album.id), ...album, format: FORMAT },
        ConditionExpression: album.revision === 1 ? isNew : isLast,
        ...(album.revision > 1 && { ExpressionAttributeValues: { ':last': album.revision - 1 } }),
      }),
    ),
  );
}

export const deleteAlbum = (connection: Connection, id: string): Promise<boolean> =>
  deleteRow(connection, albumKey(id));

const toAlbum = (row: Record<string, unknown>): Album => contentOf(row) as unknown as Album;
