import type { Records } from './records.ts';
import type { Table } from './store.ts';

/**
 * Finishes what a killed host left half done: dynalite would keep a table that it was CREATING or
 * DELETING in that state for ever, where it can neither be used nor deleted. A new table becomes
 * ACTIVE; one that was being deleted goes, with its items and its indexes' entries.
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
