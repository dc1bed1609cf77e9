import type { DatabaseSync } from 'node:sqlite';
import { keyBytes, toVersion, type Version } from './versions.ts';

/** A page of a list, with the start of the next page (undefined for the last). */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly prefixes: readonly string[];
  readonly next: Buffer | undefined;
}

export interface PageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  /** The first possible key of the page, in UTF-8. */
  readonly from: Buffer;
  readonly maxItems: number;
}

/**
 * Returns the first byte string after all with the given prefix. UTF-8 has no 0xFF, so the last byte
 * can be incremented.
 */
export function afterPrefix(prefix: string): Buffer {
  const bytes = keyBytes(prefix);
  const last = bytes.length - 1;
  if (last < 0) return Buffer.from([0xff]);
  bytes.writeUInt8(bytes.readUInt8(last) + 1, last);
  return bytes;
}

/** Returns the first byte string after `key`. */
export const afterKey = (key: string) => Buffer.concat([keyBytes(key), Buffer.alloc(1)]);

const larger = (a: Buffer, b: Buffer) => (Buffer.compare(a, b) >= 0 ? a : b);

/**
 * Lists rows in order of key and groups those with a common prefix up to the delimiter. A group is
 * skipped in one step, also with a million keys.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
 */
export function paginate<Item extends { readonly key: string }>(
  { prefix, delimiter, from, maxItems }: PageRequest,
  rows: (from: Buffer, until: Buffer, limit: number) => readonly Item[],
): Page<Item> {
  const items: Item[] = [];
  const prefixes: string[] = [];
  const until = afterPrefix(prefix);
  let cursor = larger(from, keyBytes(prefix));
  for (;;) {
    const room = maxItems - items.length - prefixes.length;
    const batch = rows(cursor, until, room + 1);
    let jumped = false;
    for (const item of batch) {
      if (items.length + prefixes.length === maxItems) return { items, prefixes, next: cursor };
      const end = delimiter === '' ? -1 : item.key.indexOf(delimiter, prefix.length);
      if (end >= 0) {
        const common = item.key.slice(0, end + delimiter.length);
        prefixes.push(common);
        cursor = afterPrefix(common);
        jumped = true;
        break;
      }
      items.push(item);
      cursor = afterKey(item.key);
    }
    if (!jumped) return { items, prefixes, next: undefined };
  }
}

/** Lists the current objects: the newest version of each key unless it is a delete marker. */
export function listCurrent(db: DatabaseSync, bucket: string, request: PageRequest): Page<Version> {
  const statement = db.prepare(
    `SELECT * FROM versions AS v
     WHERE bucket = ? AND key >= ? AND key < ? AND delete_marker = 0
       AND seq = (SELECT max(seq) FROM versions WHERE bucket = v.bucket AND key = v.key)
     ORDER BY key LIMIT ?`,
  );
  return paginate(request, (from, until, limit) =>
    statement.all(bucket, from, until, limit).map(toVersion),
  );
}

/** A version, and whether it is the newest of its key. */
export interface ListedVersion extends Version {
  readonly isLatest: boolean;
}

/** Lists all versions by key, newest first. `olderThan` continues within one key. */
export function listVersions(
  db: DatabaseSync,
  bucket: string,
  request: PageRequest,
  olderThan?: Version,
): Page<ListedVersion> {
  const statement = db.prepare(
    `SELECT v.*, seq = (SELECT max(seq) FROM versions WHERE bucket = v.bucket AND key = v.key) AS latest
     FROM versions AS v
     WHERE bucket = ? AND key >= ? AND key < ? AND NOT (key = ? AND seq >= ?)
     ORDER BY key, seq DESC LIMIT ?`,
  );
  const skip = olderThan === undefined ? Buffer.alloc(0) : keyBytes(olderThan.key);
  return paginate(request, (from, until, limit) =>
    statement
      .all(bucket, from, until, skip, olderThan?.seq ?? 0, limit)
      .map((row) => ({ ...toVersion(row), isLatest: row.latest === 1 })),
  );
}
