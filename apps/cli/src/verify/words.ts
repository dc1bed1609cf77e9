import { type ItemRecord, isTombstone, type LivingRecord, type WordRow } from '@galeria/catalog';
import type { Access } from '../access.ts';
import { counted } from '../terminal.ts';
import type { Finding } from './findings.ts';
import { isWithinGrace } from './grace-period.ts';

/** Checks that search finds an existing item by all of its words. */
export async function checkWords({ catalog }: Access, item: LivingRecord): Promise<Finding[]> {
  const words = await catalog.missingWords(item);
  if (words.size === 0) return [];
  const repair = async () => {
    await catalog.restoreWords(item, words);
    return 'added the missing search rows';
  };
  const detail = counted(words.size, 'missing word');
  return [{ fault: 'words-missing', subject: item.id, detail, repair }];
}

/** Finds search rows without an existing item. */
export async function checkWordRows(access: Access, rows: readonly WordRow[]): Promise<Finding[]> {
  const items = await access.catalog.readItems(rows.map(({ id }) => id));
  return rows.flatMap((row) => checkRow(access, row, items.get(row.id)));
}

function checkRow(access: Access, row: WordRow, item: ItemRecord | undefined): Finding[] {
  if (item && isWithinGrace(access, item)) return [];
  if (item && !isTombstone(item) && isRowOf(item, row)) return [];
  // A running deletion will delete the row.
  if (item?.status === 'deleting') return [];
  const repair = async () => {
    await access.catalog.removeWordRow(row);
    return 'deleted the row';
  };
  const detail = item
    ? `the item has changed since generation ${row.generation}`
    : 'the catalog has no item for this row';
  return [{ fault: 'words-orphaned', subject: `${row.pk} ${row.sk}`, detail, repair }];
}

/** Whether a row matches the current item. `listedAt` is part of a posting's key. */
const isRowOf = ({ id, generation, listedAt }: LivingRecord, row: WordRow): boolean =>
  row.generation === generation && (row.pk.endsWith(id) || row.sk === `${listedAt}#${generation}`);
