import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { restoreFromBin } from '../deletion/bin.ts';
import { binnedAtOf, firstGenerationOf } from '../edits/edits.ts';
import { CatalogError } from '../errors.ts';
import { isLapsed } from '../leases/lease-end.ts';
import { WRITE_ATTEMPTS } from '../limits.ts';
import { type DeletionStatus, FORMAT, type Status, type UploadRecord } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { readItems } from '../table/read-items.ts';
import { uploadRecordKey } from '../table/schema.ts';
import { addName, namesOf } from './names.ts';

/** The state of an item in the catalog. */
export type Description =
  | { readonly state: 'absent' }
  | {
      readonly state: 'alive';
      readonly generation: number;
      /** Uploads of earlier generations do not belong to the item. */
      readonly firstGeneration: number;
      readonly status: Status;
      /** Whether the item is in the bin, which a later upload takes it out of. */
      readonly isBinned: boolean;
    }
  | { readonly state: DeletionStatus; readonly generation: number };

export async function describe(connection: Connection, id: MediaId): Promise<Description> {
  return descriptionOf(await readItem(connection, id));
}

export async function describeAll(
  connection: Connection,
  ids: readonly MediaId[],
): Promise<Map<MediaId, Description>> {
  const items = await readItems(connection, ids, { consistent: true });
  return new Map(ids.map((id) => [id, descriptionOf(items.get(id))]));
}

function descriptionOf(item: ItemRecord | undefined): Description {
  if (!item) return { state: 'absent' };
  if (isTombstone(item)) return { state: item.status, generation: item.generation };
  return {
    state: 'alive',
    generation: item.generation,
    firstGeneration: firstGenerationOf(item),
    status: item.status,
    isBinned: binnedAtOf(item) !== undefined,
  };
}

export type Registration =
  /** The upload is a child record of the item. */
  | { readonly outcome: 'registered'; readonly generation: number; readonly status: Status }
  /** The generation of the upload was deleted: drop the upload. */
  | { readonly outcome: 'deleted'; readonly generation: number }
  /** The deletion of the last generation is not settled: complete it, then register again. */
  | { readonly outcome: 'deleting'; readonly generation: number };

/**
 * Adds an upload to its item. Creates the item, or starts a new generation of it, where needed.
 *
 * ```
 * tombstone's generation:   g          g               g
 * upload's generation:      ≤ g        > g             null
 *                           drop       new generation  new generation
 * ```
 *
 * An upload that is accepted while its item is in the bin has the next generation too, and takes the item
 * out of the bin.
 *
 * No clock decides. An upload without a generation belongs to the present generation: nobody can know
 * whether it came before a deletion, and a file that appears again can be deleted again.
 */
export async function registerUpload(
  connection: Connection,
  upload: UploadRecord,
): Promise<Registration> {
  // Most uploads are of a new item: this saves reading it before and after.
  if (upload.generation === 1 && (await createItem(connection, upload))) {
    await putUpload(connection, upload, 1);
    return { outcome: 'registered', generation: 1, status: 'received' };
  }
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const item = await readItem(connection, upload.id);
    if (!item) {
      await createItem(connection, upload);
    } else if (isTombstone(item)) {
      const { generation } = item;
      if (upload.generation !== null && upload.generation <= generation) {
        return { outcome: 'deleted', generation };
      }
      if (item.status === 'deleting') return { outcome: 'deleting', generation };
      await startNextGeneration(connection, upload, generation);
    } else if (upload.generation !== null && upload.generation < firstGenerationOf(item)) {
      return { outcome: 'deleted', generation: firstGenerationOf(item) - 1 };
    } else if (isLaterThanBin(item, upload)) {
      await restoreFromBin(connection, upload.id);
    } else {
      await putUpload(connection, upload, item.generation);
      await addName(connection, item, upload.filename);
      return { outcome: 'registered', generation: item.generation, status: item.status };
    }
  }
  throw new CatalogError('contended', { detail: upload.id });
}

/** Whether the item is in the bin, and the upload was accepted after that, or nobody knows when. */
const isLaterThanBin = (item: LivingRecord, { generation }: UploadRecord): boolean =>
  binnedAtOf(item) !== undefined && (generation === null || generation > item.generation);

/** The attributes with which a generation begins. */
const newGeneration = (upload: UploadRecord, generation: number) => ({
  status: 'received',
  generation,
  listedAt: `${upload.receivedAt}#${upload.id}`,
  id: upload.id,
  kind: upload.kind,
  createdAt: upload.receivedAt,
  size: upload.size,
  mimeType: upload.mimeType,
  filename: upload.filename,
  format: FORMAT,
});

function createItem(connection: Connection, upload: UploadRecord) {
  const itemIsNew = 'attribute_not_exists(#pk)';
  return changeItem(connection, upload.id, {
    set: newGeneration(upload, 1),
    add: namesOf(upload.filename),
    when: itemIsNew,
  });
}

function startNextGeneration(connection: Connection, upload: UploadRecord, deleted: number) {
  const deletionIsSettled = '#status = :deleted';
  const sameTombstone = '#generation = :generation';
  return changeItem(connection, upload.id, {
    set: newGeneration(upload, deleted + 1),
    add: namesOf(upload.filename),
    when: `${deletionIsSettled} AND ${sameTombstone}`,
    values: { deleted: 'deleted', generation: deleted },
  });
}

async function putUpload({ client, table }: Connection, upload: UploadRecord, generation: number) {
  await client.send(
    new PutCommand({
      TableName: table,
      Item: {
        ...uploadRecordKey(upload.id, upload.upload),
        ...upload,
        generation,
        format: FORMAT,
      },
    }),
  );
}

export type Confirmation =
  | { readonly state: 'alive'; readonly status: Status; readonly leaseLapsed: boolean }
  | { readonly state: DeletionStatus; readonly generation: number }
  /**
   * The item has a later generation, or no record: the object may belong to another generation, so do
   * not touch it.
   */
  | { readonly state: 'newer' };

export async function confirmStored(
  connection: Connection,
  id: MediaId,
  generation: number,
  now: number = Date.now(),
): Promise<Confirmation> {
  const isReceived = '#status = :received';
  // An item that left the bin since has a later generation of the same life.
  const sameLife =
    '(#generation = :generation OR (#edits.#generation = #generation AND #edits.#since <= :generation AND #generation > :generation))';
  const stored = await changeItem(connection, id, {
    at: now,
    set: { status: 'stored', unsettled: 'stored' },
    when: `${isReceived} AND ${sameLife}`,
    values: { received: 'received', generation },
  });
  if (stored) return { state: 'alive', status: 'stored', leaseLapsed: false };
  const item = await readItem(connection, id);
  // The tombstone may be that of a later deletion than the one of this generation.
  if (item && isTombstone(item)) return { state: item.status, generation: item.generation };
  if (!item || firstGenerationOf(item) > generation) return { state: 'newer' };
  const leaseLapsed = item.status === 'processing' && isLapsed(item.leaseUntil, now);
  return { state: 'alive', status: item.status, leaseLapsed };
}
