import { defined } from '@galeria/media';
import { OBSOLETE_ATTRIBUTES } from '../maintenance/obsolete.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isStamped, isTombstone } from '../table/item-record.ts';
import { OPEN_DELETION } from '../table/schema.ts';
import { uploadedNames } from '../uploads/names.ts';

/**
 * Stamps a change that an earlier release wrote, so that readers of changes see it. Also adds the file
 * names of the item's uploads where an earlier release created the record, and marks a deletion that an
 * earlier release left incomplete, so that a sweep finds it.
 *
 * @returns false where nothing is missing, or the record has changed since it was read
 */
export async function stampItem(connection: Connection, record: ItemRecord): Promise<boolean> {
  const lacksNames = !isTombstone(record) && record.names === undefined;
  const names = lacksNames ? await uploadedNames(connection, record) : new Set<string>();
  const lacksMark = record.status === 'deleting' && record.unsettled === undefined;
  if (isStamped(record) && names.size === 0 && !lacksMark) return false;
  const { id, version, changedAt, status, generation } = record;
  const sameVersion = version === undefined ? absent('version') : '#version = :version';
  const sameTime = changedAt === undefined ? absent('changedAt') : '#changedAt = :changedAt';
  return changeItem(connection, id, {
    set: lacksMark ? { unsettled: OPEN_DELETION } : {},
    remove: OBSOLETE_ATTRIBUTES,
    ...(names.size > 0 ? { add: { names } } : {}),
    when: `#status = :status AND #generation = :generation AND ${sameVersion} AND ${sameTime}`,
    values: {
      status,
      generation,
      ...defined({ version, changedAt }),
    },
  });
}

const absent = (name: string) => `attribute_not_exists(#${name})`;
