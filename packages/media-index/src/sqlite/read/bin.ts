import { defined } from '@galeria/media/defined';
import { IndexError } from '../../errors.ts';
import { PAGE } from '../../limits.ts';
import type { ListRequest } from '../../query.ts';
import type { Connection } from '../statements.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { documentsOf, type PackedPage } from './documents.ts';

interface Row {
  readonly item: number;
  readonly value: number;
  readonly tie: number;
}

/** Lists the bin by the time at which items were moved there. @throws IndexError `bad-filter`, `bad-cursor` */
export function listBin(
  connection: Connection,
  { bin: _, limit = PAGE.default, order = 'desc', cursor, ...filters }: ListRequest,
): PackedPage {
  const [other] = Object.entries(filters).find(([, value]) => value !== undefined) ?? [];
  if (other !== undefined) {
    throw new IndexError('bad-filter', { detail: `the bin is not filtered by ${other}` });
  }
  const after = cursor === undefined ? undefined : decodeCursor('uploaded', order, cursor);
  const most = Math.min(Math.max(1, limit), PAGE.max);
  const rows = connection.all<Row>(
    `SELECT item, uploaded AS value, tie FROM items INDEXED BY items_in_bin
     WHERE deleted = 2 ${after ? `AND (uploaded, tie) ${order === 'desc' ? '<' : '>'} (?, ?)` : ''}
     ORDER BY uploaded ${order}, tie ${order} LIMIT ?`,
    ...(after ? [after.value, after.tie] : []),
    most + 1,
  );
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  const hasMore = rows.length > most;
  const { total } = connection.one<{ total: number }>(
    'SELECT count(*) AS total FROM items INDEXED BY items_in_bin WHERE deleted = 2',
  );
  return {
    items: documentsOf(
      connection,
      shown.map(({ item }) => item),
    ),
    total,
    ...defined({ cursor: hasMore && last ? encodeCursor('uploaded', order, last) : undefined }),
  };
}
