import { isDeepStrictEqual } from 'node:util';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { CatalogError } from '../errors.ts';
import { MOST_ALBUMS, WRITE_ATTEMPTS } from '../limits.ts';
import { FORMAT } from '../model.ts';
import { type Connection, conditionMet } from '../table/connection.ts';
import { decodeCursor, encodeCursor } from '../table/cursor.ts';
import { ALBUM_PREFIX, ALBUMS_PK, albumKey } from '../table/schema.ts';
import { storable } from '../table/storable.ts';
import type { Album, AlbumChange, AlbumFields, AlbumOutcome } from './album.ts';

export interface AlbumPage {
  readonly albums: readonly Album[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** Two that are created at the same time may both be the last one. */
export async function createAlbum(connection: Connection, fields: AlbumFields): Promise<Album> {
  if ((await countAlbums(connection)) >= MOST_ALBUMS) {
    throw new CatalogError('albums-full', { detail: `${MOST_ALBUMS}` });
  }
  const now = new Date().toISOString();
  const album = { ...storable(fields), id: ulid(), createdAt: now, changedAt: now, revision: 1 };
  await putAlbum(connection, album);
  return album;
}

/** DynamoDB counts up to 1 MB at a time, which long descriptions exceed. */
async function countAlbums({ client, table }: Connection): Promise<number> {
  let count = 0;
  const query = { ...albumsQuery(table), Select: 'COUNT' } as const;
  for await (const { Count = 0 } of paginateQuery({ client }, query)) count += Count;
  return count;
}

const albumsQuery = (table: string) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': ALBUMS_PK, ':prefix': ALBUM_PREFIX },
  ConsistentRead: true,
});

export async function readAlbum(
  { client, table }: Connection,
  id: string,
): Promise<Album | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: albumKey(id), ConsistentRead: true }),
  );
  return Item && toAlbum(Item);
}

export async function readAlbums(
  { client, table }: Connection,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<AlbumPage> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      ...albumsQuery(table),
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: cursor === undefined ? undefined : albumKey(albumOf(cursor)),
    }),
  );
  const last = LastEvaluatedKey?.sk.slice(ALBUM_PREFIX.length);
  return { albums: Items.map(toAlbum), ...(last ? { cursor: encodeCursor(last) } : {}) };
}

function albumOf(cursor: string): string {
  const id = decodeCursor(cursor);
  if (!/^[0-9A-Z]{26}$/.test(id)) throw new CatalogError('bad-cursor');
  return id;
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

export function deleteAlbum({ client, table }: Connection, id: string): Promise<boolean> {
  const albumExists = 'attribute_exists(pk)';
  return conditionMet(
    client.send(
      new DeleteCommand({
        TableName: table,
        Key: albumKey(id),
        ConditionExpression: albumExists,
      }),
    ),
  );
}

function toAlbum(row: Record<string, unknown>): Album {
  const { pk: _pk, sk: _sk, format: _format, ...album } = row;
  return album as unknown as Album;
}
