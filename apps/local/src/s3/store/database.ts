import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../sqlite/database.ts';

/**
 * The index of objects and of the files with their bytes.
 *
 * Keys are BLOBs, so that they sort by their UTF-8 bytes as S3's lists do. `seq` grows with every
 * write: the current version of a key is its highest one. An object and its events become visible in
 * one transaction.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS buckets (
    name TEXT PRIMARY KEY,
    created INTEGER NOT NULL,
    versioning TEXT NOT NULL DEFAULT '',
    notifications TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL REFERENCES buckets (name),
    key BLOB NOT NULL,
    version_id TEXT NOT NULL,
    delete_marker INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    headers TEXT NOT NULL,
    checksum TEXT NOT NULL,
    segments TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, seq);
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY,
    bucket TEXT NOT NULL REFERENCES buckets (name),
    key BLOB NOT NULL,
    initiated INTEGER NOT NULL,
    headers TEXT NOT NULL,
    checksum_algorithm TEXT NOT NULL,
    checksum_type TEXT NOT NULL,
    checksum_asked INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS uploads_by_key ON uploads (bucket, key, id);
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    checksum TEXT NOT NULL,
    blob TEXT NOT NULL,
    PRIMARY KEY (upload, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
`;

/** Opens or creates the index. Throws if another process has it open. */
export const openIndex = (path: string): DatabaseSync => openDatabase(path, schema);

/** Returns every file that the index refers to. */
export function namedBlobs(db: DatabaseSync): Set<string> {
  const rows = db
    .prepare(
      `SELECT blob FROM parts
       UNION ALL SELECT value ->> 'blob' AS blob FROM versions, json_each(versions.segments)`,
    )
    .all();
  return new Set(rows.map((row) => String(row.blob)));
}
