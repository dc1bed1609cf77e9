import type { DatabaseSync } from 'node:sqlite';

/** A message to deliver to a queue. */
export interface PendingMessage {
  readonly id: number;
  readonly body: string;
}

export function addPending(db: DatabaseSync, queueArn: string, body: string): void {
  db.prepare('INSERT INTO outbox (queue, body) VALUES (?, ?)').run(queueArn, body);
}

export function nextPending(db: DatabaseSync, queueArn: string): PendingMessage | undefined {
  const row = db
    .prepare('SELECT id, body FROM outbox WHERE queue = ? ORDER BY id LIMIT 1')
    .get(queueArn);
  return row && { id: Number(row.id), body: String(row.body) };
}

export function removePending(db: DatabaseSync, id: number): void {
  db.prepare('DELETE FROM outbox WHERE id = ?').run(id);
}

export function pendingQueues(db: DatabaseSync): readonly string[] {
  return db
    .prepare('SELECT DISTINCT queue FROM outbox')
    .all()
    .map((row) => String(row.queue));
}
