import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Segment } from '../blobs.ts';
import type { Checksum } from '../checksums/algorithms.ts';
import type { Bucket } from './buckets.ts';

/** A version of a key: an object or a delete marker. */
export interface Version {
  /** Increases with every write. The highest of a key is its current version. */
  readonly seq: number;
  readonly key: string;
  /** The string `null` if the bucket had no versioning when it was written. */
  readonly versionId: string;
  readonly deleteMarker: boolean;
  /** Milliseconds since 1970, rounded to seconds like HTTP dates. */
  readonly modified: number;
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** System and user metadata with lower-case names, such as content-type and `x-amz-meta-*`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum: Checksum | undefined;
  readonly segments: readonly Segment[];
}

export type NewVersion = Pick<
  Version,
  'key' | 'size' | 'etag' | 'headers' | 'checksum' | 'segments'
>;

/** The result of a write: the current version and the files without a reference. */
export interface Written {
  readonly version: Version;
  readonly orphans: readonly string[];
}

export const keyBytes = (key: string) => Buffer.from(key, 'utf8');
export const blobsOf = (version: Version) => version.segments.map(({ blob }) => blob);

export function toVersion(row: Record<string, unknown>): Version {
  const checksum = String(row.checksum);
  return {
    seq: Number(row.seq),
    key: Buffer.from(row.key as Uint8Array).toString('utf8'),
    versionId: String(row.version_id),
    deleteMarker: row.delete_marker === 1,
    modified: Number(row.modified),
    size: Number(row.size),
    etag: String(row.etag),
    headers: JSON.parse(String(row.headers)) as Record<string, string>,
    checksum: checksum === '' ? undefined : (JSON.parse(checksum) as Checksum),
    segments: JSON.parse(String(row.segments)) as Segment[],
  };
}

/** Returns the newest version of a key, which may be a delete marker. */
export function currentVersion(db: DatabaseSync, bucket: string, key: string): Version | undefined {
  const row = db
    .prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY seq DESC LIMIT 1')
    .get(bucket, keyBytes(key));
  return row && toVersion(row);
}

export function getVersion(
  db: DatabaseSync,
  bucket: string,
  key: string,
  versionId: string,
): Version | undefined {
  const row = db
    .prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?')
    .get(bucket, keyBytes(key), versionId);
  return row && toVersion(row);
}

/** Deletes one version permanently. */
export function removeVersion(db: DatabaseSync, version: Version): readonly string[] {
  db.prepare('DELETE FROM versions WHERE seq = ?').run(version.seq);
  return blobsOf(version);
}

function removeNullVersion(db: DatabaseSync, bucket: string, key: string): readonly string[] {
  const version = getVersion(db, bucket, key, 'null');
  return version === undefined ? [] : removeVersion(db, version);
}

function insert(
  db: DatabaseSync,
  bucket: Bucket,
  version: NewVersion & { deleteMarker: boolean },
  now: number,
): Written {
  // Only a bucket with versioning enabled keeps the previous version. Otherwise the null version is
  // replaced.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html
  const enabled = bucket.versioning === 'Enabled';
  const orphans = enabled ? [] : removeNullVersion(db, bucket.name, version.key);
  const versionId = enabled ? randomBytes(24).toString('base64url') : 'null';
  const modified = Math.floor(now / 1000) * 1000;
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO versions
         (bucket, key, version_id, delete_marker, modified, size, etag, headers, checksum, segments)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      bucket.name,
      keyBytes(version.key),
      versionId,
      version.deleteMarker ? 1 : 0,
      modified,
      version.size,
      version.etag,
      JSON.stringify(version.headers),
      version.checksum === undefined ? '' : JSON.stringify(version.checksum),
      JSON.stringify(version.segments),
    );
  return { version: { ...version, seq: Number(lastInsertRowid), versionId, modified }, orphans };
}

export function putVersion(
  db: DatabaseSync,
  bucket: Bucket,
  version: NewVersion,
  now: number,
): Written {
  return insert(db, bucket, { ...version, deleteMarker: false }, now);
}

/**
 * Deletes a key without a version id: permanently in a bucket without versioning, else with a delete
 * marker. https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
 */
export function deleteKey(
  db: DatabaseSync,
  bucket: Bucket,
  key: string,
  now: number,
): { marker: Version | undefined; orphans: readonly string[] } {
  if (bucket.versioning === '') {
    return { marker: undefined, orphans: removeNullVersion(db, bucket.name, key) };
  }
  const nothing = { size: 0, etag: '', headers: {}, checksum: undefined, segments: [] };
  const { version, orphans } = insert(db, bucket, { key, deleteMarker: true, ...nothing }, now);
  return { marker: version, orphans };
}
