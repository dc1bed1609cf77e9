import { type ItemRecord, isTombstone, type LivingRecord, type WordRow } from '@galeria/catalog';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { isYoung } from './youth.ts';

/** Looks whether a living item can be found by all of its words. */
export async function checkWords({ catalog }: Access, item: LivingRecord): Promise<Finding[]> {
  const words = await catalog.missingWords(item);
  if (words.size === 0) return [];
  const repair = async () => {
    await catalog.restoreWords(item, words);
    return 'put them into the index';
  };
  const detail = `${words.size} of its words`;
  return [{ fault: 'words-missing', subject: item.id, detail, repair }];
}

/** Looks for rows of search that belong to no living item. */
export async function checkWordRows(access: Access, rows: readonly WordRow[]): Promise<Finding[]> {
  const items = await access.catalog.readItems(rows.map(({ id }) => id));
  return rows.flatMap((row) => checkRow(access, row, items.get(row.id)));
}

function checkRow(access: Access, row: WordRow, item: ItemRecord | undefined): Finding[] {
  if (item && isYoung(access, item)) return [];
  if (item && !isTombstone(item) && isRowOf(item, row)) return [];
  // A deletion that is under way takes it along.
  if (item?.status === 'deleting') return [];
  const repair = async () => {
    await access.catalog.removeWordRow(row);
    return 'deleted it';
  };
  const detail = item
    ? `its item has changed since generation ${row.generation}`
    : 'the catalog has no item for it';
  return [{ fault: 'words-orphaned', subject: `${row.pk} ${row.sk}`, detail, repair }];
}

/** Whether a row is of an item as it is now: `listedAt` is part of a posting's key. */
const isRowOf = ({ id, generation, listedAt }: LivingRecord, row: WordRow): boolean =>
  row.generation === generation && (row.pk.endsWith(id) || row.sk === `${listedAt}#${generation}`);
