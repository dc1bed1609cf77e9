import type { Records } from './records.ts';
import type { Table } from './store.ts';

/**
 * Finishes table operations that a killed process left half done. dynalite keeps a table in CREATING or
 * DELETING for ever, in which state it can neither be used nor deleted. A new table becomes ACTIVE; a
 * table in DELETING is deleted with its items and index entries.
 */
export function repairTables(records: Records): void {
  for (const name of records.keys('table')) {
    const table = records.get('table', name) as Table;
    if (table.TableStatus === 'DELETING') {
      for (const kind of ['item', 'tag']) records.clear(`${kind}-${name}`);
      for (const type of ['global', 'local']) records.clearStartingWith(`index-${type}~${name}~`);
      records.delete('table', name);
    } else if (table.TableStatus !== 'ACTIVE') {
      for (const index of table.GlobalSecondaryIndexes ?? []) index.IndexStatus = 'ACTIVE';
      table.TableStatus = 'ACTIVE';
      records.put('table', name, table);
    }
  }
}
