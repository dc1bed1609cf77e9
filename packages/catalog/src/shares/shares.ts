import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { CatalogError } from '../errors.ts';
import { MOST_SHARES, SHARE_KEPT_MS } from '../limits.ts';
import { FORMAT } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { contentOf, countRows, deleteRow, readRow, readRowPage } from '../table/rows.ts';
import { SHARE_PREFIX, SHARES_PK, schema, shareKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import type { DropAmount, Share, ShareFields, SharePage } from './share.ts';

const SHARES = { pk: SHARES_PK, prefix: SHARE_PREFIX, skipExpired: true };

/** Two that are created at the same time may both be the last one. */
export async function createShare(connection: Connection, fields: ShareFields): Promise<Share> {
  if ((await countRows(connection, SHARES)) >= MOST_SHARES) {
    throw new CatalogError('shares-full', { detail: `${MOST_SHARES}` });
  }
  const createdAt = new Date().toISOString();
  const share: Share = { ...fields, id: ulid(), createdAt, views: 0, files: 0, bytes: 0 };
  const { client, table } = connection;
  await client.send(
    new PutCommand({
      TableName: table,
      Item: {
        ...shareKey(share.id),
        ...share,
        [schema.expiry]: Math.ceil((Date.parse(share.until) + SHARE_KEPT_MS) / 1000),
        format: FORMAT,
      },
    }),
  );
  return share;
}

export async function readShare(connection: Connection, id: string): Promise<Share | undefined> {
  const row = await readRow(connection, shareKey(id));
  return row && Number(row[schema.expiry]) * 1000 > Date.now() ? toShare(row) : undefined;
}

export async function readShares(
  connection: Connection,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<SharePage> {
  const { rows, ...rest } = await readRowPage(connection, SHARES, page);
  return { shares: rows.map(toShare), ...rest };
}

export const deleteShare = (connection: Connection, id: string): Promise<boolean> =>
  deleteRow(connection, shareKey(id));

/** Leaves a link deleted that was deleted in the meantime. */
export function countViews(
  connection: Connection,
  id: string,
  { views, at }: { readonly views: number; readonly at: string },
): Promise<boolean> {
  return update(connection, shareKey(id), {
    set: { lastUsedAt: at },
    add: { views },
    when: 'attribute_exists(#pk)',
  });
}

/**
 * ```
 * request 1   read the link ── receive files ── take ✓ ── make them durable ── 202
 * request 2      read the link ── receive files ──── take ✗ (no room is left) ── refuse
 * ```
 */
export function takeFromDrop(
  connection: Connection,
  { id, maxFiles = 0, maxBytes = 0 }: Pick<Share, 'id' | 'maxFiles' | 'maxBytes'>,
  { files, bytes }: DropAmount,
): Promise<boolean> {
  const isValid = 'attribute_exists(#pk) AND #until > :now';
  const hasRoom = '#files <= :mostFiles AND #bytes <= :mostBytes';
  const now = new Date().toISOString();
  return update(connection, shareKey(id), {
    set: { lastUsedAt: now },
    add: { files, bytes },
    when: `${isValid} AND ${hasRoom}`,
    values: { now, mostFiles: maxFiles - files, mostBytes: maxBytes - bytes },
  });
}

export function giveBackToDrop(
  connection: Connection,
  id: string,
  { files, bytes }: DropAmount,
): Promise<boolean> {
  return update(connection, shareKey(id), {
    set: { lastUsedAt: new Date().toISOString() },
    add: { files: -files, bytes: -bytes },
    when: 'attribute_exists(#pk)',
  });
}

const toShare = (row: Record<string, unknown>): Share => contentOf(row) as unknown as Share;
