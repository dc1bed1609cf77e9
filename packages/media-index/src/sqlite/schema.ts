import type { DatabaseSync } from 'node:sqlite';
import { LOG_BYTES, PAGE_CACHE_KIB } from '../limits.ts';

/**
 * Increment it when tables, words, folding or the items that the uploader makes of records change: an index
 * of another version is built anew.
 */
export const SCHEMA_VERSION = 5;

/** The columns of the full-text index with their weights in the ranking by relevance. */
export const TEXT_COLUMNS = {
  title: 10,
  name: 6,
  tag: 6,
  artist: 4,
  album: 4,
  place: 4,
  genre: 2,
  camera: 2,
  lens: 2,
  other: 2,
  date: 1,
  body: 1,
} as const;

export type TextColumn = keyof typeof TEXT_COLUMNS;

/**
 * - `items`: the columns that sorts and exact comparisons need, and nothing wide. `deleted` is 1 for a
 *   tombstone, and 2 for an item in the bin, which has nothing but this row and its document; its
 *   `uploaded` is the time at which it was moved there.
 * - `terms`, `attributes`: each value that filters compare, and its items in the order of their dates.
 *   The term `all` has every item. `attributes_of_item` counts facets and tests a second filter.
 * - `album_items`: the items of each album in their order.
 * - `labels`: how items write a term. Facets show the most frequent one.
 * - `search`: words, folded and separated by spaces, for which the tokenizer `ascii` is enough: it
 *   keeps every letter beyond ASCII. Contentless, since `documents` and `pages` have the texts.
 * - `locations`: points as boxes; SQLite rounds them outwards to 32 bits, and `items` has them exactly.
 * - `changes`: the last change of each item and tombstone, by its time.
 *
 * `tie` orders items with equal sort values alike on every cell: the first 48 bits of the id.
 */
export const SCHEMA = `
  CREATE TABLE items (
    item INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, version INTEGER NOT NULL,
    generation INTEGER NOT NULL, deleted INTEGER NOT NULL, tie INTEGER NOT NULL,
    date INTEGER NOT NULL, uploaded INTEGER NOT NULL, size INTEGER NOT NULL, title TEXT NOT NULL,
    latitude REAL, longitude REAL, status TEXT NOT NULL, text TEXT, text_indexed TEXT);
  CREATE INDEX items_by_uploaded ON items (uploaded, tie) WHERE deleted = 0;
  CREATE INDEX items_by_size ON items (size, tie) WHERE deleted = 0;
  CREATE INDEX items_by_title ON items (title, tie) WHERE deleted = 0;
  CREATE INDEX items_in_bin ON items (uploaded, tie) WHERE deleted = 2;
  CREATE INDEX items_deleted ON items (deleted) WHERE deleted = 1;
  CREATE INDEX items_without_text ON items (date) WHERE text IS NOT text_indexed;
  CREATE TABLE documents (item INTEGER PRIMARY KEY, indexed TEXT NOT NULL, document TEXT NOT NULL);
  CREATE TABLE pages (
    item INTEGER NOT NULL, at INTEGER NOT NULL, page INTEGER, text BLOB NOT NULL,
    PRIMARY KEY (item, at)) WITHOUT ROWID;
  CREATE TABLE terms (
    term INTEGER PRIMARY KEY, field TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL,
    UNIQUE (field, key));
  CREATE INDEX terms_by_count ON terms (field, count);
  CREATE TABLE labels (
    term INTEGER NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (term, label)) WITHOUT ROWID;
  CREATE TABLE attributes (
    term INTEGER NOT NULL, date INTEGER NOT NULL, tie INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (term, date, tie, item)) WITHOUT ROWID;
  CREATE INDEX attributes_of_item ON attributes (item, term);
  CREATE TABLE album_items (
    album TEXT NOT NULL, position TEXT NOT NULL, tie INTEGER NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (album, position, tie, item)) WITHOUT ROWID;
  CREATE INDEX album_items_of_item ON album_items (item);
  CREATE TABLE days (day INTEGER PRIMARY KEY, count INTEGER NOT NULL);
  CREATE TABLE changes (
    id BLOB PRIMARY KEY, changed INTEGER NOT NULL, keeps_status INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX changes_by_time ON changes (changed, id);
  CREATE TABLE progress (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE locations USING rtree(item, west, east, south, north);
  CREATE VIRTUAL TABLE search USING fts5(
    ${Object.keys(TEXT_COLUMNS).join(', ')},
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3');
  CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, row);
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Settings of each connection. A power cut may lose the last transactions (`synchronous = NORMAL`), but
 * the file stays whole, and the checkpoint of the feed is lost together with its changes.
 */
export function configure(database: DatabaseSync): void {
  database.exec(`PRAGMA cache_size = -${PAGE_CACHE_KIB}; PRAGMA synchronous = NORMAL;
    PRAGMA journal_size_limit = ${LOG_BYTES}; PRAGMA temp_store = MEMORY;`);
}
