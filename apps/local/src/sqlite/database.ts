import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a database for this process alone, and creates it if it is missing. A transaction that is
 * committed survives a power cut: SQLite fsyncs the write-ahead log at each commit, and the folder when
 * it creates the log (https://www.sqlite.org/pragma.html#pragma_synchronous, FULL).
 *
 * @throws SQLite's error if the disk fails or another process has the database open
 */
export function openDatabase(path: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
    );
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs `work` in a transaction. `work` is synchronous, so no other request can interleave. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** Rolls back, unless SQLite already did so because of a full or failing disk. */
export function rollBack(database: DatabaseSync): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}
