import { create } from 'dynalite/db/index.js';

interface TableRecord {
  TableName: string;
  TableStatus: string;
  GlobalSecondaryIndexes?: { IndexStatus: string }[];
}

/**
 * Finishes what a killed host left half done: dynalite would keep a table that it was CREATING or
 * DELETING in that state for ever, where it can neither be used nor deleted. A new table becomes
 * ACTIVE; one that was being deleted goes, with its items and its indexes' entries.
 * @throws LevelDB's error where another process has the database open
 */
export async function repairTables(path: string): Promise<void> {
  const { db } = create({ path });
  await db.open();
  try {
    for await (const [key, value] of db.iterator(below('table~'))) {
      const table = value as TableRecord;
      if (table.TableStatus === 'DELETING') {
        for (const prefix of ['item-', 'tag-', 'index-global~', 'index-local~'])
          await db.clear(below(`${prefix}${table.TableName}~`));
        await db.del(key);
      } else if (table.TableStatus !== 'ACTIVE') {
        for (const index of table.GlobalSecondaryIndexes ?? []) index.IndexStatus = 'ACTIVE';
        await db.put(key, { ...table, TableStatus: 'ACTIVE' });
      }
    }
  } finally {
    await db.close();
  }
}

/** Keys are `<kind>~<table>~<hexadecimal>`; a table's name is ASCII without `~`. */
const below = (prefix: string) => ({ gte: prefix, lt: `${prefix}\xff` });
