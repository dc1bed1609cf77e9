import { isDeepStrictEqual } from 'node:util';
import { ulid } from 'ulid';
import { CatalogError } from '../errors.ts';
import { RECORD_ALBUMS, RECORD_TAGS, WRITE_ATTEMPTS } from '../limits.ts';
import type { MediaSummary } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem, toSummary } from '../table/item-record.ts';
import { storable } from '../table/storable.ts';
import type { Change } from '../table/update.ts';
import { applyEdit, type Edit } from './apply-edit.ts';
import {
  binnedAtOf,
  type EditTarget,
  editsOf,
  type OwnerValues,
  ownerValuesOf,
  revisionOf,
} from './edits.ts';

export type EditOutcome =
  /** `unchanged` where the item was so before. */
  | { readonly outcome: 'edited' | 'unchanged'; readonly item: MediaSummary }
  /** The item has another revision than the caller has seen. */
  | { readonly outcome: 'conflict' }
  /** The item is unknown, deleted or in the bin. */
  | { readonly outcome: 'absent' };

/** Edits an item. @throws CatalogError `contended`, `too-many-tags` */
export const editItem = (
  connection: Connection,
  target: EditTarget,
  edit: Edit,
): Promise<EditOutcome> =>
  changeEdits(connection, target, (values) => limited(applyEdit(values, edit)));

/**
 * Adds an item to an album at a position, moves it there, or removes it.
 *
 * @param position null to remove the item
 * @throws CatalogError `contended`, `too-many-albums`
 */
export const placeInAlbum = (
  connection: Connection,
  target: EditTarget,
  album: string,
  position: string | null,
): Promise<EditOutcome> =>
  changeEdits(connection, target, ({ albums = {}, ...values }) => {
    const { [album]: _, ...others } = albums;
    const changed = position === null ? others : { ...others, [album]: position };
    const count = Object.keys(changed).length;
    if (count > RECORD_ALBUMS) throw new CatalogError('too-many-albums', { detail: `${count}` });
    return count === 0 ? values : { ...values, albums: changed };
  });

function limited(values: OwnerValues): OwnerValues {
  const { tags } = values;
  const count = tags === undefined ? 0 : Object.values(tags).flat().length;
  if (count > RECORD_TAGS) throw new CatalogError('too-many-tags', { detail: `${count}` });
  return values;
}

/**
 * Replaces the edits of an item. Only another edit of the same item can fail the condition: a processor
 * that completes the item in the meantime writes other attributes.
 */
async function changeEdits(
  connection: Connection,
  { id, replaces = () => true }: EditTarget,
  change: (values: OwnerValues) => OwnerValues,
): Promise<EditOutcome> {
  const token = ulid();
  for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
    const item = await readItem(connection, id);
    if (!item || isTombstone(item) || binnedAtOf(item)) return { outcome: 'absent' };
    const last = editsOf(item);
    // An earlier attempt of the write succeeded and only its response was lost.
    if (last?.token === token) return { outcome: 'edited', item: toSummary(item) };
    if (!replaces(revisionOf(item))) return { outcome: 'conflict' };
    const values = ownerValuesOf(last);
    const changed = storable(change(values));
    if (isDeepStrictEqual(changed, values)) return { outcome: 'unchanged', item: toSummary(item) };
    const { generation } = item;
    const edits = { ...changed, generation, revision: (last?.revision ?? 0) + 1, token };
    const written = await changeItem(connection, id, { set: { edits }, ...sameRevisionAs(item) });
    if (written) return { outcome: 'edited', item: toSummary({ ...item, edits }) };
  }
  throw new CatalogError('contended', { detail: id });
}

/** The condition of a write that replaces the edits of an item as it was read. */
export function sameRevisionAs(item: LivingRecord): Required<Pick<Change, 'when' | 'values'>> {
  const { generation } = item;
  const last = editsOf(item);
  const isAlive = '#generation = :generation AND NOT #status IN (:deleting, :deleted)';
  const isUnedited = '(attribute_not_exists(#edits) OR #edits.#generation <> :generation)';
  const sameRevision = '#edits.#generation = :generation AND #edits.#revision = :revision';
  return {
    when: `${isAlive} AND ${last ? sameRevision : isUnedited}`,
    values: {
      generation,
      deleting: 'deleting',
      deleted: 'deleted',
      ...(last && { revision: last.revision }),
    },
  };
}
