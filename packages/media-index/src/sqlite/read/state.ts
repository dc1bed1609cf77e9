import { MAX_ROWS } from '../../limits.ts';
import type { ItemVersion, MissingText } from '../../model.ts';
import type { IndexState } from '../../port.ts';
import type { Connection } from '../statements.ts';

export const atMost = (limit: number): number => Math.min(Math.max(1, limit), MAX_ROWS);

export function stateOf(connection: Connection): IndexState {
  const progress = (name: string) =>
    connection.get<{ value: string }>('SELECT value FROM progress WHERE name = ?', name)?.value;
  const counts = connection.one<Pick<IndexState, 'items' | 'tombstones' | 'missingTexts'>>(
    `SELECT coalesce((SELECT count FROM terms WHERE field = 'all'), 0) AS items,
       (SELECT count(*) FROM items INDEXED BY items_deleted WHERE deleted = 1) AS tombstones,
       (SELECT count(*) FROM items INDEXED BY items_without_text WHERE text IS NOT text_indexed)
         AS missingTexts`,
  );
  return {
    checkpoint: progress('checkpoint'),
    complete: progress('complete') === 'true',
    ...counts,
  };
}

export const missingTexts = (connection: Connection, limit: number): MissingText[] =>
  connection
    .all<Omit<MissingText, 'id'> & { id: Uint8Array }>(
      `SELECT id, generation, text FROM items INDEXED BY items_without_text
       WHERE text IS NOT text_indexed ORDER BY date DESC LIMIT ?`,
      atMost(limit),
    )
    .map(({ id, ...rest }) => ({ id: hex(id), ...rest }));

export const versions = (
  connection: Connection,
  after: string | undefined,
  limit: number,
): ItemVersion[] =>
  connection
    .all<{ id: Uint8Array; version: number; generation: number; deleted: number }>(
      'SELECT id, version, generation, deleted FROM items WHERE id > ? ORDER BY id LIMIT ?',
      Buffer.from(after ?? '', 'hex'),
      atMost(limit),
    )
    .map(({ id, deleted, ...rest }) => ({ id: hex(id), ...rest, deleted: deleted === 1 }));

const hex = (id: Uint8Array): string => Buffer.from(id).toString('hex');
