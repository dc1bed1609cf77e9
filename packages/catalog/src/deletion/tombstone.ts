import type { MediaId } from '@galeria/media';
import { binnedAtOf } from '../edits/edits.ts';
import { CatalogError } from '../errors.ts';
import { WRITE_ATTEMPTS } from '../limits.ts';
import { OBSOLETE_ATTRIBUTES } from '../maintenance/obsolete.ts';
import { type DeletedGeneration, type DeletionStatus, FORMAT } from '../model.ts';
import { changeInternals, changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { OPEN_DELETION } from '../table/schema.ts';
import type { Change } from '../table/update.ts';
import { deleteChildRecords } from './child-records.ts';

/** Every attribute of a living record that its tombstone does not keep. */
const DESCRIPTION = [
  ...OBSOLETE_ATTRIBUTES,
  'listedAt',
  'kind',
  'createdAt',
  'size',
  'mimeType',
  'filename',
  'names',
  'renditions',
  'recipe',
  'metadata',
  'failure',
  'note',
  'edits',
  'leaseOwner',
  'leaseUntil',
  'settledBy',
  'pendingDispatch',
] satisfies (keyof LivingRecord | (typeof OBSOLETE_ATTRIBUTES)[number])[];

export interface DeleteRequest {
  /** Whether the caller has uploads of a generation after the last one in the catalog. */
  readonly unseen?: boolean;
  /** Deletes the item only if it is in the bin since this time. */
  readonly binnedAt?: string;
  readonly now?: number;
}

/**
 * Writes the tombstone. From then on no processor claims the item, and no upload of the deleted
 * generations starts another one. An unknown item gets a tombstone too, so that the shipper of any
 * cell drops its uploads:
 *
 * ```
 * no record ────────────────────────► deleting 1        its uploads may wait in a spool
 * alive, generation g ──────────────► deleting g
 * deleting g ───────────────────────► deleting g + 1    includes uploads accepted since `deleting g`
 * deleted g, later uploads unseen ──► deleting g + 1    includes these uploads
 * in the bin g, later uploads unseen► deleting g + 1    includes these uploads
 * deleted g ────────────────────────► deleted g         returns undefined: nothing to delete
 * ```
 */
export async function beginDelete(
  connection: Connection,
  id: MediaId,
  { unseen = false, binnedAt, now = Date.now() }: DeleteRequest = {},
): Promise<DeletedGeneration | undefined> {
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const item = await readItem(connection, id);
    if (item?.status === 'deleted' && !unseen) return undefined;
    if (binnedAt !== undefined && binnedAt !== binnedSince(item)) return undefined;
    const deleted = { id, generation: generationToDelete(item, unseen) };
    if (await writeTombstone(connection, item, deleted, now)) return deleted;
  }
  throw new CatalogError('contended', { detail: id });
}

function generationToDelete(item: ItemRecord | undefined, unseen: boolean): number {
  if (!item) return 1;
  const hasUnseen = isTombstone(item) || (unseen && binnedSince(item) !== undefined);
  return hasUnseen ? item.generation + 1 : item.generation;
}

const binnedSince = (item: ItemRecord | undefined): string | undefined =>
  item && !isTombstone(item) ? binnedAtOf(item) : undefined;

/** A deletion that is under way. */
export interface OpenDeletion {
  /** The present deletion: it may have replaced an earlier one that was not settled. */
  readonly deleted: DeletedGeneration;
  /** True if it was settled before and is open again only for objects that arrived late. */
  readonly reopened: boolean;
}

export async function reopenDelete(
  connection: Connection,
  { id, generation }: DeletedGeneration,
): Promise<OpenDeletion | undefined> {
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const item = await readItem(connection, id);
    if (!item || !isTombstone(item) || item.generation < generation) return undefined;
    const deleted = { id, generation: item.generation };
    if (item.status === 'deleting') return { deleted, reopened: false };
    if (await moveTombstone(connection, deleted, 'deleted', 'deleting')) {
      return { deleted, reopened: true };
    }
  }
  throw new CatalogError('contended', { detail: id });
}

export async function stillDeleting(
  connection: Connection,
  { id, generation }: DeletedGeneration,
): Promise<boolean> {
  const item = await readItem(connection, id);
  return item?.status === 'deleting' && item.generation === generation;
}

export async function wasDeleted(
  connection: Connection,
  { id, generation }: DeletedGeneration,
): Promise<boolean> {
  const item = await readItem(connection, id);
  return item !== undefined && isTombstone(item) && item.generation >= generation;
}

export async function settleDeletion(
  connection: Connection,
  deleted: DeletedGeneration,
): Promise<boolean> {
  await deleteChildRecords(connection, deleted);
  if (await moveTombstone(connection, deleted, 'deleting', 'deleted')) return true;
  return (await readItem(connection, deleted.id))?.status !== 'deleting';
}

const writeTombstone = (
  connection: Connection,
  item: ItemRecord | undefined,
  { id, generation }: DeletedGeneration,
  now: number,
) =>
  changeItem(connection, id, {
    at: now,
    set: {
      status: 'deleting',
      unsettled: OPEN_DELETION,
      generation,
      deletedAt: new Date(now).toISOString(),
      id,
      format: FORMAT,
    },
    remove: DESCRIPTION,
    ...sameGenerationAs(item),
  });

/** The status of a living item may have changed since it was read; that of a tombstone may not. */
function sameGenerationAs(item: ItemRecord | undefined): Pick<Change, 'when' | 'values'> {
  const itemIsNew = 'attribute_not_exists(#pk)';
  if (!item) return { when: itemIsNew };
  const { generation, status } = item;
  const sameGeneration = '#generation = :last';
  const sameStatus = '#status = :status';
  const isAlive = 'NOT #status IN (:deleting, :deleted)';
  return isTombstone(item)
    ? { when: `${sameGeneration} AND ${sameStatus}`, values: { last: generation, status } }
    : {
        when: `${sameGeneration} AND ${isAlive}`,
        values: { last: generation, deleting: 'deleting', deleted: 'deleted' },
      };
}

function moveTombstone(
  connection: Connection,
  { id, generation }: DeletedGeneration,
  from: DeletionStatus,
  to: DeletionStatus,
) {
  const sameStatus = '#status = :from';
  const sameGeneration = '#generation = :generation';
  return changeInternals(connection, id, {
    set: to === 'deleting' ? { status: to, unsettled: OPEN_DELETION } : { status: to },
    ...(to === 'deleted' ? { remove: ['unsettled'] } : {}),
    when: `${sameStatus} AND ${sameGeneration}`,
    values: { from, generation },
  });
}
