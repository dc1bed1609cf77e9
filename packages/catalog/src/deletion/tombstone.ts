import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import type { UploadRef } from '../audit/entry.ts';
import { CatalogError } from '../errors.ts';
import { type Buried, FORMAT } from '../model.ts';
import { removeWords, type WordList } from '../search/indexing.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { itemKey } from '../table/schema.ts';
import { type Change, update } from '../table/update.ts';

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
  'pendingDispatch',
] satisfies (keyof LivingRecord | 'shelf' | 'unsettled')[];

/** What is to be taken away, and up to which generation. */
export interface Burial {
  readonly id: MediaId;
  readonly generation: number;
}

const TRIES = 5;

export interface DeleteRequest {
  /** Whether the caller holds uploads of a life after the last one that the catalog knows. */
  readonly unseen?: boolean;
  readonly now?: number;
}

/**
 * Writes the tombstone: from here on no processor claims the item and no earlier upload revives it.
 * The objects are taken away after this, and `settleDeletion` ends it.
 *
 * Where no life is known, the next one is buried, so that its shipper, in whatever cell, drops it:
 *
 * ```
 * absent ───────────────────────────► deleting 1        only a spool can know it yet
 * alive, generation g ──────────────► deleting g
 * deleting g ───────────────────────► deleting g + 1    what was accepted since then goes too
 * deleted g, later uploads unseen ──► deleting g + 1
 * deleted g ────────────────────────► undefined
 * ```
 *
 * @returns undefined where the item was deleted before.
 */
export async function beginDelete(
  connection: Connection,
  id: MediaId,
  { unseen = false, now = Date.now() }: DeleteRequest = {},
): Promise<Burial | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const item = await readItem(connection, id);
    if (item?.status === 'deleted' && !unseen) return undefined;
    const burial = { id, generation: nextBuried(item) };
    if (await bury(connection, item, burial, now)) return burial;
  }
  throw new CatalogError('contended', { detail: id });
}

function nextBuried(item: ItemRecord | undefined): number {
  if (!item) return 1;
  return isTombstone(item) ? item.generation + 1 : item.generation;
}

/** A deletion that is under way. */
export interface OpenDeletion {
  /** What stands now: a later deletion takes the place of one that was not ended. */
  readonly burial: Burial;
  /** It was settled before, and is open only for what arrived late. */
  readonly reopened: boolean;
}

/**
 * Finds a deletion that is under way, and opens a settled one again, for objects that arrived late.
 *
 * @returns undefined where there is nothing to take away: a later generation lives now.
 */
export async function reopenDelete(
  connection: Connection,
  { id, generation }: Burial,
): Promise<OpenDeletion | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const item = await readItem(connection, id);
    if (!item || !isTombstone(item) || item.generation < generation) return undefined;
    const burial = { id, generation: item.generation };
    if (item.status === 'deleting') return { burial, reopened: false };
    if (await moveTombstone(connection, burial, 'deleted', 'deleting')) {
      return { burial, reopened: true };
    }
  }
  throw new CatalogError('contended', { detail: id });
}

/**
 * Whether this generation is still being taken away. Objects listed **before** this was true belong
 * to it or to an earlier one: a later one cannot begin before the deletion is settled.
 */
export async function stillDeleting(connection: Connection, { id, generation }: Burial) {
  const item = await readItem(connection, id);
  return item?.status === 'deleting' && item.generation === generation;
}

/**
 * Takes the item's uploads, attempts and words away, and marks the deletion as done.
 *
 * @returns false where a later deletion has taken its place, and is to be ended.
 */
export async function settleDeletion(connection: Connection, burial: Burial): Promise<boolean> {
  await deleteHangers(connection, burial);
  if (await moveTombstone(connection, burial, 'deleting', 'deleted')) return true;
  return (await readItem(connection, burial.id))?.status !== 'deleting';
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
    ...unchanged(item),
  });

/** A living item may be in another state by now; a tombstone may not. */
function unchanged(item: ItemRecord | undefined): Pick<Change, 'when' | 'values'> {
  if (!item) return { when: 'attribute_not_exists(#pk)' };
  const { generation, status } = item;
  const same = '#generation = :last AND';
  return isTombstone(item)
    ? { when: `${same} #status = :status`, values: { last: generation, status } }
    : {
        when: `${same} NOT #status IN (:deleting, :deleted)`,
        values: { last: generation, deleting: 'deleting', deleted: 'deleted' },
      };
}

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
  const { pk, sk } = itemKey(id);
  const rows = {
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateQuery({ client }, rows)) {
    yield* Items.filter((row) => row.sk !== sk && row.generation <= generation);
  }
}
