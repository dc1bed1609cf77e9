import type { Snippet, StoredItem } from '../../query.ts';
import type { Connection } from '../statements.ts';

/** A stored item whose document is JSON. */
export interface PackedItem extends Omit<StoredItem, 'document'> {
  readonly item: number;
  readonly document: string;
  readonly snippet?: Snippet;
}

/** A page whose documents are JSON, which the caller's thread parses. */
export interface PackedPage {
  readonly items: readonly PackedItem[];
  readonly cursor?: string;
  readonly total?: number;
}

type Row = Omit<PackedItem, 'id'> & { readonly id: Uint8Array };

const COLUMNS = 'items.item, id, version, generation, document';

/** The documents of items, in the order in which the items are given. */
export function documentsOf(connection: Connection, items: readonly number[]): PackedItem[] {
  return items.map((item) =>
    packed(
      connection.one<Row>(
        `SELECT ${COLUMNS} FROM items JOIN documents USING (item) WHERE items.item = ?`,
        item,
      ),
    ),
  );
}

export function getItem(connection: Connection, id: string): PackedItem | undefined {
  const row = connection.get<Row>(
    `SELECT ${COLUMNS} FROM items JOIN documents USING (item) WHERE id = ? AND deleted = 0`,
    Buffer.from(id, 'hex'),
  );
  return row && packed(row);
}

const packed = (row: Row): PackedItem => ({ ...row, id: Buffer.from(row.id).toString('hex') });
