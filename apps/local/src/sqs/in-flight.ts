import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes messages visible that were in flight when the last run ended. Their receivers died with it, so
 * waiting for the visibility timeout would only delay them. Receive counts are kept, as in AWS. Must
 * run before fauxqs loads the database.
 */
export function releaseInFlight(dir: string): void {
  const file = join(dir, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    const table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sqs_messages'";
    // A process killed while creating the file leaves it without tables.
    if (database.prepare(table).get() === undefined) return;
    database.exec(
      'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE receipt_handle IS NOT NULL',
    );
  } finally {
    database.close();
  }
}
