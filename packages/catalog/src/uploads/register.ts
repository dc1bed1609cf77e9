import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { CatalogError } from '../errors.ts';
import { isLapsed } from '../leases/lease-end.ts';
import { type Buried, FORMAT, type Status, type UploadRecord } from '../model.ts';
import { addNameWords } from '../search/indexing.ts';
import { nameWords } from '../search/item-words.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, readItem } from '../table/item-record.ts';
import { itemKey, SHELF, uploadRecordKey } from '../table/schema.ts';
import { update } from '../table/update.ts';

export type Description =
  | { readonly state: 'absent' }
  | { readonly state: 'alive'; readonly generation: number; readonly status: Status }
  | { readonly state: Buried; readonly generation: number };

/** Says what is known of an item: what acceptance needs to tell a duplicate and a generation. */
export async function describe(connection: Connection, id: MediaId): Promise<Description> {
  const item = await readItem(connection, id);
  if (!item) return { state: 'absent' };
  if (isTombstone(item)) return { state: item.status, generation: item.generation };
  return { state: 'alive', generation: item.generation, status: item.status };
}

export type Registration =
  /** The upload hangs off the living item. */
  | { readonly outcome: 'registered'; readonly generation: number; readonly status: Status }
  /** It belongs to a generation that was deleted since: it is to be dropped. */
  | { readonly outcome: 'deleted'; readonly generation: number }
  /** The last generation is still being taken away: end that first, then register again. */
  | { readonly outcome: 'deleting'; readonly generation: number };

const TRIES = 5;

/**
 * Hangs an upload off its item, which it creates, or revives as a new generation, where need be, and
 * which is found by its name from then on. Doing it again changes nothing.
 *
 * ```
 * buried generation:        g          g          g
 * upload's generation:      ≤ g        > g        null
 *                           drop       revive     revive
 * ```
 *
 * No clock decides. An upload without a generation belongs to the item as it is now: nobody can know
 * whether it came before a deletion, and a file that shows again can be deleted again.
 */
export async function registerUpload(
  connection: Connection,
  upload: UploadRecord,
): Promise<Registration> {
  for (let tries = 0; tries < TRIES; tries++) {
    const item = await readItem(connection, upload.id);
    if (!item) {
      await createItem(connection, upload);
    } else if (isTombstone(item)) {
      const { generation } = item;
      if (upload.generation !== null && upload.generation <= generation) {
        return { outcome: 'deleted', generation };
      }
      if (item.status === 'deleting') return { outcome: 'deleting', generation };
      await reviveItem(connection, upload, generation);
    } else if (upload.generation !== null && upload.generation < item.generation) {
      return { outcome: 'deleted', generation: item.generation - 1 };
    } else {
      await putUpload(connection, upload, item.generation);
      await addNameWords(connection, item, nameWords(upload.filename));
      return { outcome: 'registered', generation: item.generation, status: item.status };
    }
  }
  throw new CatalogError('contended', { detail: upload.id });
}

/** The description that a new life of an item starts with. */
const newLife = (upload: UploadRecord, generation: number) => ({
  status: 'received',
  generation,
  shelf: SHELF,
  listedAt: `${upload.receivedAt}#${upload.id}`,
  id: upload.id,
  kind: upload.kind,
  createdAt: upload.receivedAt,
  changedAt: new Date().toISOString(),
  size: upload.size,
  mimeType: upload.mimeType,
  filename: upload.filename,
  format: FORMAT,
});

const createItem = (connection: Connection, upload: UploadRecord) =>
  update(connection, itemKey(upload.id), {
    set: newLife(upload, 1),
    when: 'attribute_not_exists(#pk)',
  });

const reviveItem = (connection: Connection, upload: UploadRecord, buried: number) =>
  update(connection, itemKey(upload.id), {
    set: newLife(upload, buried + 1),
    when: '#status = :deleted AND #generation = :buried',
    values: { deleted: 'deleted', buried },
  });

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
  | { readonly state: Buried; readonly generation: number }
  /** A later generation owns the object now: leave it alone. */
  | { readonly state: 'newer' };

/** Notes that the original's bytes are in the bucket: `received` becomes `stored`. */
export async function confirmStored(
  connection: Connection,
  id: MediaId,
  generation: number,
  now: number = Date.now(),
): Promise<Confirmation> {
  const stored = await update(connection, itemKey(id), {
    set: { status: 'stored', unsettled: 'stored', changedAt: new Date(now).toISOString() },
    when: '#status = :received AND #generation = :generation',
    values: { received: 'received', generation },
  });
  if (stored) return { state: 'alive', status: 'stored', leaseLapsed: false };
  const item = await readItem(connection, id);
  // A deletion may have taken the place of the one that buried this life.
  if (item && isTombstone(item)) return { state: item.status, generation: item.generation };
  if (!item || item.generation > generation) return { state: 'newer' };
  const leaseLapsed = item.status === 'processing' && isLapsed(item.leaseUntil, now);
  return { state: 'alive', status: item.status, leaseLapsed };
}
