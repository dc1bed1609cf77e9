import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { configure, SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** A SQLite database consists of these files. */
export const FILES = ['', '-wal', '-shm'] as const;

/** Opens the file for the only writer, and creates it if it is missing or has another format. */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = WAL');
    configure(database);
    const version = versionOf(database);
    if (version === SCHEMA_VERSION) return database;
    if (version === 0 && isEmpty(database)) {
      database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
      return database;
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  for (const end of FILES) rmSync(path + end, { force: true });
  return openForWriting(path);
}

export function openForReading(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  configure(database);
  return database;
}

const versionOf = (database: DatabaseSync): unknown =>
  database.prepare('PRAGMA user_version').get()?.user_version;

const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
