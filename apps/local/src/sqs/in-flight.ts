import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes every message that was in flight when the last host ended visible again. Whoever received
 * it died with that host, so waiting for the visibility timeout would only delay it. Its receive
 * count stays, as it would in AWS. Must run before fauxqs loads the database.
 */
export function releaseInFlight(dir: string): void {
  const file = join(dir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    const table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sqs_messages'";
    // A host that was killed while it created the file leaves one without tables.
    if (database.prepare(table).get() === undefined) return;
    database.exec(
      'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE receipt_handle IS NOT NULL',
    );
  } finally {
    database.close();
  }
}
