import type { DatabaseSync } from 'node:sqlite';
import { openDatabase, rollBack } from '../sqlite/database.ts';
import { createGroupCommit } from '../sqlite/group-commit.ts';

/**
 * One row for each table's description, item and index entry. Keys are ASCII, and SQLite compares
 * them by their bytes, as LevelDB does.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS records (
    space TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (space, key)
  ) STRICT;
`;

/** Bounds of keys as dynalite passes them. `gte` takes precedence over `gt`, `lte` over `lt`. */
export interface KeyRange {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
  readonly reverse?: boolean;
}

/** The embedded DynamoDB's storage: JSON values, by key, in named spaces. */
export function openRecords(path: string) {
  const database = openDatabase(path, schema);
  const statements = prepare(database);
  const commits = createGroupCommit({
    begin: () => database.exec('BEGIN IMMEDIATE'),
    commit: () => database.exec('COMMIT'),
    rollback: () => rollBack(database),
  });
  const parse = (row: Record<string, unknown>): unknown => JSON.parse(String(row.value));

  return {
    get(space: string, key: string): unknown {
      const row = statements.get.get(space, key);
      return row && parse(row);
    },
    put(space: string, key: string, value: unknown): void {
      const text = JSON.stringify(value);
      commits.write(() => statements.put.run(space, key, text));
    },
    delete(space: string, key: string): void {
      commits.write(() => statements.delete.run(space, key));
    },
    /** Deletes every record of a space. */
    clear(space: string): void {
      commits.write(() => statements.clear.run(space));
    },
    /** Deletes every record of the spaces whose names start with `prefix`. */
    clearStartingWith(prefix: string): void {
      commits.write(() => statements.clearRange.run(prefix, `${prefix}\u{10ffff}`));
    },
    /**
     * Replaces all records with `entries` in one transaction. No other writes are allowed meanwhile.
     */
    async replaceAll(entries: AsyncIterable<{ space: string; key: string; value: unknown }>) {
      database.exec('BEGIN IMMEDIATE');
      try {
        database.exec('DELETE FROM records');
        for await (const { space, key, value } of entries) {
          statements.put.run(space, key, JSON.stringify(value));
        }
        database.exec('COMMIT');
      } catch (error) {
        rollBack(database);
        throw error;
      }
    },
    keys: (space: string): string[] => statements.keys.all(space).map((row) => String(row.key)),
    /** The values in the order of their keys, one at a time; a consumer that stops frees the cursor. */
    *values(space: string, range: KeyRange): Generator<unknown> {
      const { sql, bounds } = select(range);
      for (const row of database.prepare(sql).iterate(space, ...bounds)) yield parse(row);
    },
    settled: commits.settled,
    close(): void {
      commits.flush();
      database.close();
    },
  };
}

export type Records = ReturnType<typeof openRecords>;

function prepare(database: DatabaseSync) {
  return {
    get: database.prepare('SELECT value FROM records WHERE space = ? AND key = ?'),
    put: database.prepare('INSERT OR REPLACE INTO records (space, key, value) VALUES (?, ?, ?)'),
    delete: database.prepare('DELETE FROM records WHERE space = ? AND key = ?'),
    clear: database.prepare('DELETE FROM records WHERE space = ?'),
    clearRange: database.prepare('DELETE FROM records WHERE space >= ? AND space < ?'),
    keys: database.prepare('SELECT key FROM records WHERE space = ? ORDER BY key'),
  };
}

function select({ gte, gt, lte, lt, reverse = false }: KeyRange) {
  const bounds: string[] = [];
  let sql = 'SELECT value FROM records WHERE space = ?';
  const bound = (operator: string, key: string | undefined) => {
    if (key === undefined) return;
    sql += ` AND key ${operator} ?`;
    bounds.push(key);
  };
  bound(gte === undefined ? '>' : '>=', gte ?? gt);
  bound(lte === undefined ? '<' : '<=', lte ?? lt);
  return { sql: `${sql} ORDER BY key ${reverse ? 'DESC' : 'ASC'}`, bounds };
}
