import { defined } from '@galeria/media/defined';
import { IndexError } from '../../errors.ts';
import type { ListRequest } from '../../query.ts';
import type { Connection } from '../statements.ts';
import { cutPage, decodeCursor, pageLimit, type Row } from './cursor.ts';
import { documentsOf, type PackedPage } from './documents.ts';

/** Lists the bin by the time at which items were moved there. @throws IndexError `bad-filter`, `bad-cursor` */
export function listBin(
  connection: Connection,
  { bin: _, limit, order = 'desc', cursor: from, ...filters }: ListRequest,
): PackedPage {
  const [other] = Object.entries(filters).find(([, value]) => value !== undefined) ?? [];
  if (other !== undefined) {
    throw new IndexError('bad-filter', { detail: `the bin is not filtered by ${other}` });
  }
  const after = from === undefined ? undefined : decodeCursor('uploaded', order, from);
  const most = pageLimit(limit);
  const rows = connection.all<Row>(
    `SELECT item, uploaded AS value, tie FROM items INDEXED BY items_in_bin
     WHERE deleted = 2 ${after ? `AND (uploaded, tie) ${order === 'desc' ? '<' : '>'} (?, ?)` : ''}
     ORDER BY uploaded ${order}, tie ${order} LIMIT ?`,
    ...(after ? [after.value, after.tie] : []),
    most + 1,
  );
  const { shown, cursor } = cutPage(rows, most, 'uploaded', order);
  const { total } = connection.one<{ total: number }>(
    'SELECT count(*) AS total FROM items INDEXED BY items_in_bin WHERE deleted = 2',
  );
  return {
    items: documentsOf(
      connection,
      shown.map(({ item }) => item),
    ),
    total,
    ...defined({ cursor }),
  };
}
