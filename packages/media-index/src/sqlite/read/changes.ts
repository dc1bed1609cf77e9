import type { ChangedItem, ChangePosition } from '../../model.ts';
import type { Connection } from '../statements.ts';
import { timeOf, timeText } from '../time.ts';
import { atMost } from './state.ts';

/** A change whose document is JSON; null if the item is deleted. */
export type PackedChange = Omit<ChangedItem, 'document'> & { readonly document: string | null };

interface Row {
  readonly id: Uint8Array;
  readonly version: number;
  readonly changed: number;
  readonly keeps_status: number;
  readonly document: string | null;
}

export const changes = (
  connection: Connection,
  { changedAt, id = '' }: ChangePosition,
  limit: number,
): PackedChange[] =>
  connection
    .all<Row>(
      `SELECT id, version, changed, keeps_status, document
       FROM changes INDEXED BY changes_by_time JOIN items USING (id) LEFT JOIN documents USING (item)
       WHERE (changed, id) > (?, ?) ORDER BY changed, id LIMIT ?`,
      timeOf(changedAt),
      Buffer.from(id, 'hex'),
      atMost(limit),
    )
    .map((row) => ({
      id: Buffer.from(row.id).toString('hex'),
      version: row.version,
      changedAt: timeText(row.changed),
      keepsStatus: row.keeps_status === 1,
      document: row.document,
    }));
