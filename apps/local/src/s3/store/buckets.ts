import type { DatabaseSync } from 'node:sqlite';
import { S3Error } from '../errors.ts';

/** A rule of a notification configuration: the objects and the queue. */
export interface QueueNotification {
  readonly id: string;
  readonly queueArn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface Bucket {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Empty if versioning was never configured. */
  readonly versioning: '' | 'Enabled' | 'Suspended';
  readonly notifications: readonly QueueNotification[];
}

function toBucket(row: Record<string, unknown>): Bucket {
  return {
    name: String(row.name),
    created: Number(row.created),
    versioning: row.versioning as Bucket['versioning'],
    notifications: JSON.parse(String(row.notifications)) as QueueNotification[],
  };
}

/** Returns false if a bucket of that name exists, which is left unchanged. */
export function createBucket(db: DatabaseSync, name: string, now: number): boolean {
  const { changes } = db
    .prepare('INSERT INTO buckets (name, created) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(name, now);
  return changes > 0;
}

export function getBucket(db: DatabaseSync, name: string): Bucket {
  const row = db.prepare('SELECT * FROM buckets WHERE name = ?').get(name);
  if (row === undefined) throw new S3Error('NoSuchBucket', { fields: { BucketName: name } });
  return toBucket(row);
}

export function listBuckets(db: DatabaseSync): readonly Bucket[] {
  return db.prepare('SELECT * FROM buckets ORDER BY name').all().map(toBucket);
}

export function setVersioning(db: DatabaseSync, name: string, status: Bucket['versioning']): void {
  db.prepare('UPDATE buckets SET versioning = ? WHERE name = ?').run(status, name);
}

export function setNotifications(
  db: DatabaseSync,
  name: string,
  notifications: readonly QueueNotification[],
): void {
  db.prepare('UPDATE buckets SET notifications = ? WHERE name = ?').run(
    JSON.stringify(notifications),
    name,
  );
}
