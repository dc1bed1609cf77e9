import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import type { UploadRef } from './audit/entry.ts';
import type { Connection } from './connection.ts';
import { CatalogError } from './errors.ts';
import { type ItemRecord, isTombstone, type LivingRecord, readItem } from './item-record.ts';
import { type Buried, FORMAT } from './model.ts';
import { itemKey } from './schema.ts';
import { removeWords, type WordList } from './search/indexing.ts';
import { update } from './update.ts';

/** All that a living item's record may carry; the tombstone keeps none of it. */
const DESCRIPTION = [
  'shelf',
  'unsettled',
  'listedAt',
  'kind',
  'createdAt',
  'changedAt',
  'size',
  'mimeType',
  'filename',
  'renditions',
  'recipe',
  'metadata',
  'failure',
  'note',
  'leaseOwner',
  'leaseUntil',
  'settledBy',
] satisfies (keyof LivingRecord | 'shelf' | 'unsettled')[];

/** What is to be taken away, and up to which generation. */
export interface Burial {
  readonly id: MediaId;
  readonly generation: number;
}

const TRIES = 5;

/**
 * Writes the tombstone: from here on no processor claims the item and no earlier upload revives it.
 * The objects are taken away after this, and `settleDeletion` ends it.
 *
 * An item that only a spool knows yet is buried too, as generation 1, so that its shipper drops it.
 *
 * @returns undefined where the item was deleted before.
 */
export async function beginDelete(
  connection: Connection,
  id: MediaId,
  now: number = Date.now(),
): Promise<Burial | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const item = await readItem(connection, id);
    if (item?.status === 'deleted') return undefined;
    if (item?.status === 'deleting') return { id, generation: item.generation };
    const generation = item?.generation ?? 1;
    if (await bury(connection, item, { id, generation }, now)) return { id, generation };
  }
  throw new CatalogError('contended', { detail: id });
}

/**
 * Opens a settled deletion again, for objects that arrived late.
 *
 * @returns `reopened` where it was settled, `deleting` where it is under way, and undefined where
 *   there is nothing to take away: a later generation lives now.
 */
export async function reopenDelete(
  connection: Connection,
  burial: Burial,
): Promise<'reopened' | 'deleting' | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const item = await readItem(connection, burial.id);
    if (!item || !isTombstone(item) || item.generation !== burial.generation) return undefined;
    if (item.status === 'deleting') return 'deleting';
    if (await moveTombstone(connection, burial, 'deleted', 'deleting')) return 'reopened';
  }
  throw new CatalogError('contended', { detail: burial.id });
}

/**
 * Whether this generation is still being taken away. Objects listed **before** this was true belong
 * to it or to an earlier one: a later one cannot begin before the deletion is settled.
 */
export async function stillDeleting(connection: Connection, { id, generation }: Burial) {
  const item = await readItem(connection, id);
  return item?.status === 'deleting' && item.generation === generation;
}

/** Takes the item's uploads, attempts and words away, and marks the deletion as done. */
export async function settleDeletion(connection: Connection, burial: Burial): Promise<void> {
  await deleteHangers(connection, burial);
  await moveTombstone(connection, burial, 'deleting', 'deleted');
}

const bury = (
  connection: Connection,
  item: ItemRecord | undefined,
  { id, generation }: Burial,
  now: number,
) =>
  update(connection, itemKey(id), {
    set: {
      status: 'deleting',
      generation,
      deletedAt: new Date(now).toISOString(),
      id,
      format: FORMAT,
    },
    remove: DESCRIPTION,
    ...(item
      ? {
          when: '#generation = :generation AND #status <> :deleted',
          values: { generation, deleted: 'deleted' },
        }
      : { when: 'attribute_not_exists(#pk)' }),
  });

const moveTombstone = (
  connection: Connection,
  { id, generation }: Burial,
  from: Buried,
  to: Buried,
) =>
  update(connection, itemKey(id), {
    set: { status: to },
    when: '#status = :from AND #generation = :generation',
    values: { from, generation },
  });

/** The uploads that hang off what is buried. */
export async function uploadsOf(connection: Connection, burial: Burial): Promise<UploadRef[]> {
  const uploads: UploadRef[] = [];
  for await (const { upload, receivedAt } of hangers(connection, burial)) {
    if (typeof upload === 'string') uploads.push({ upload, receivedAt });
  }
  return uploads;
}

async function deleteHangers(connection: Connection, burial: Burial) {
  const { client, table } = connection;
  for await (const row of hangers(connection, burial)) {
    if (isWordList(row)) await removeWords(connection, row);
    else {
      const { pk, sk } = row;
      await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
    }
  }
}

const isWordList = (row: Record<string, unknown>): row is Record<string, unknown> & WordList =>
  row.words instanceof Set;

/** The uploads, attempts and words of the buried generation, and of any before it. */
async function* hangers({ client, table }: Connection, { id, generation }: Burial) {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': itemKey(id).pk },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const row of page.Items ?? []) {
      if (row.sk !== itemKey(id).sk && row.generation <= generation) yield row;
    }
    start = page.LastEvaluatedKey;
  } while (start);
}
