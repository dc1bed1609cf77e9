import type { MediaId } from '@galeria/media';
import { ulid } from 'ulid';
import { sameRevisionAs } from '../edits/edit-item.ts';
import {
  binnedAtOf,
  editsOf,
  firstGenerationOf,
  type OwnerValues,
  ownerValuesOf,
} from '../edits/edits.ts';
import { CatalogError } from '../errors.ts';
import { WRITE_ATTEMPTS } from '../limits.ts';
import type { MediaSummary } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem, toSummary } from '../table/item-record.ts';

export interface BinRequest {
  /** Whether the caller has uploads of a generation after the last one in the catalog. */
  readonly unseen?: boolean;
  readonly now?: number;
}

/**
 * Moves an item to the bin, with all uploads that were accepted until then.
 *
 * ```
 * alive, generation g ───────────────► in the bin, generation g
 * in the bin g, later uploads unseen ► in the bin g + 1      includes these uploads
 * in the bin g ──────────────────────► returns false: nothing to do
 * ```
 */
export async function moveToBin(
  connection: Connection,
  id: MediaId,
  { unseen = false, now = Date.now() }: BinRequest = {},
): Promise<boolean> {
  const binnedAt = new Date(now).toISOString();
  const moved = await changeLife(connection, id, (item) => {
    const isBinned = binnedAtOf(item) !== undefined;
    if (isBinned && !unseen) return undefined;
    const values = { ...ownerValuesOf(editsOf(item)), binnedAt };
    return { values, generation: item.generation + (isBinned ? 1 : 0) };
  });
  return moved !== undefined;
}

/**
 * Takes an item out of the bin. Its next generation begins, so that a later deletion includes the uploads
 * that were accepted while it was in the bin.
 *
 * @returns undefined where the item is not in the bin
 */
export const restoreFromBin = (
  connection: Connection,
  id: MediaId,
): Promise<MediaSummary | undefined> =>
  changeLife(connection, id, (item) => {
    const { binnedAt, ...values } = ownerValuesOf(editsOf(item));
    return binnedAt === undefined ? undefined : { values, generation: item.generation + 1 };
  });

interface Life {
  readonly values: OwnerValues;
  readonly generation: number;
}

async function changeLife(
  connection: Connection,
  id: MediaId,
  change: (item: LivingRecord) => Life | undefined,
): Promise<MediaSummary | undefined> {
  const token = ulid();
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const item = await readItem(connection, id);
    if (!item || isTombstone(item)) return undefined;
    // An earlier attempt of the write succeeded and only its response was lost.
    if (editsOf(item)?.token === token) return toSummary(item);
    const next = change(item);
    if (!next) return undefined;
    const { values, generation } = next;
    const revision = (editsOf(item)?.revision ?? 0) + 1;
    const since = firstGenerationOf(item);
    const edits = {
      ...values,
      ...(since < generation && { since }),
      generation,
      revision,
      token,
    };
    const written = await changeItem(connection, id, {
      set: { edits, generation },
      ...sameRevisionAs(item),
    });
    if (written) return toSummary({ ...item, generation, edits });
  }
  throw new CatalogError('contended', { detail: id });
}
