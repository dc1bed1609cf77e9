import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ChecksumAlgorithm, ChecksumType } from '../checksums/algorithms.ts';
import { S3Error } from '../errors.ts';
import { type Page, type PageRequest, paginate } from './listing.ts';
import { keyBytes } from './versions.ts';

/** A multipart upload in progress. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly initiated: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksumAlgorithm: ChecksumAlgorithm;
  readonly checksumType: ChecksumType;
  /** False if the client chose no algorithm, so that S3's default (CRC64NVME) is stored. */
  readonly checksumAsked: boolean;
}

export interface Part {
  readonly number: number;
  readonly modified: number;
  readonly size: number;
  /** MD5 in hex. */
  readonly etag: string;
  /** Base64, with the upload's algorithm. */
  readonly checksum: string;
  readonly blob: string;
}

function toUpload(row: Record<string, unknown>): Upload {
  return {
    id: String(row.id),
    key: Buffer.from(row.key as Uint8Array).toString('utf8'),
    initiated: Number(row.initiated),
    headers: JSON.parse(String(row.headers)) as Record<string, string>,
    checksumAlgorithm: row.checksum_algorithm as ChecksumAlgorithm,
    checksumType: row.checksum_type as ChecksumType,
    checksumAsked: row.checksum_asked === 1,
  };
}

export function createUpload(
  db: DatabaseSync,
  bucket: string,
  upload: Omit<Upload, 'id' | 'initiated'>,
  now: number,
): Upload {
  // Sorted by time first: ListMultipartUploads shows one key's uploads in that order.
  const id = `${now.toString(16).padStart(12, '0')}${randomBytes(24).toString('hex')}`;
  db.prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    id,
    bucket,
    keyBytes(upload.key),
    now,
    JSON.stringify(upload.headers),
    upload.checksumAlgorithm,
    upload.checksumType,
    upload.checksumAsked ? 1 : 0,
  );
  return { ...upload, id, initiated: now };
}

export function getUpload(db: DatabaseSync, bucket: string, key: string, id: string): Upload {
  const row = db
    .prepare('SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?')
    .get(id, bucket, keyBytes(key));
  if (row === undefined) throw new S3Error('NoSuchUpload', { fields: { UploadId: id } });
  return toUpload(row);
}

/** Removes the upload and its parts from the index. The caller removes the files. */
export function removeUpload(db: DatabaseSync, id: string): void {
  db.prepare('DELETE FROM uploads WHERE id = ?').run(id);
}

/** Returns the upload's parts by number, after `marker`. */
export function getParts(db: DatabaseSync, id: string, marker = 0, limit = -1): readonly Part[] {
  return db
    .prepare('SELECT * FROM parts WHERE upload = ? AND number > ? ORDER BY number LIMIT ?')
    .all(id, marker, limit)
    .map((row) => ({ ...row }) as unknown as Part);
}

/** Stores a part or replaces the one of the same number. Returns the replaced file. */
export function putPart(db: DatabaseSync, id: string, part: Part): readonly string[] {
  const old = db
    .prepare('SELECT blob FROM parts WHERE upload = ? AND number = ?')
    .get(id, part.number);
  db.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    id,
    part.number,
    part.modified,
    part.size,
    part.etag,
    part.checksum,
    part.blob,
  );
  return old === undefined ? [] : [String(old.blob)];
}

/** Lists uploads in progress by key and time. `after` continues within one key. */
export function listUploads(
  db: DatabaseSync,
  bucket: string,
  request: PageRequest,
  after?: { readonly key: string; readonly id: string },
): Page<Upload> {
  const statement = db.prepare(
    `SELECT * FROM uploads
     WHERE bucket = ? AND key >= ? AND key < ? AND NOT (key = ? AND id <= ?)
     ORDER BY key, id LIMIT ?`,
  );
  return paginate(request, (from, until, limit) =>
    statement
      .all(bucket, from, until, keyBytes(after?.key ?? ''), after?.id ?? '', limit)
      .map(toUpload),
  );
}
