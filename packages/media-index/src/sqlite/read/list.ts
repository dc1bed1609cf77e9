import { defined } from '@galeria/media/defined';
import { IndexError } from '../../errors.ts';
import type { ListRequest, Order, Sort } from '../../query.ts';
import type { Connection } from '../statements.ts';
import { listBin } from './bin.ts';
import { type Box, type Conditions, resolve } from './conditions.ts';
import { cutPage, decodeCursor, type PageKey, pageLimit, type Row } from './cursor.ts';
import { documentsOf, type PackedPage } from './documents.ts';
import { boxesOf, RANK, select, selectInAlbum } from './select.ts';
import { snippetOf } from './snippet.ts';

/** @throws IndexError `bad-cursor`, `bad-filter`, `too-many-words` */
export function list(connection: Connection, request: ListRequest): PackedPage {
  if (request.bin === true) return listBin(connection, request);
  const sort = request.sort ?? 'date';
  const order = orderOf(request, sort);
  const limit = pageLimit(request.limit);
  const after =
    request.cursor === undefined ? undefined : decodeCursor(sort, order, request.cursor);
  const conditions = resolve(connection, request);
  if (!conditions) return { items: [], total: 0 };
  const rows = read(connection, conditions, {
    sort,
    order,
    limit: limit + 1,
    after,
    album: request.inAlbum,
  });
  const { shown, cursor } = cutPage(rows, limit, sort, order);
  const items = documentsOf(
    connection,
    shown.map(({ item }) => item),
  ).map((packed) => {
    const snippet = snippetOf(connection, packed.item, conditions.match.wanted);
    return snippet ? { ...packed, snippet } : packed;
  });
  const isWhole = !after && cursor === undefined;
  const total = totalOf(request, conditions, isWhole ? rows.length : undefined);
  return { items, ...defined({ cursor, total }) };
}

function orderOf({ order, q, inAlbum }: ListRequest, sort: Sort): Order {
  if (sort === 'position' && (inAlbum === undefined || q !== undefined)) {
    throw new IndexError('bad-filter', {
      detail: 'the sort position needs inAlbum, and takes no q',
    });
  }
  const isAscending = sort === 'title' || sort === 'position';
  if (sort !== 'relevance') return order ?? (isAscending ? 'asc' : 'desc');
  if (q === undefined) {
    throw new IndexError('bad-filter', { detail: 'the sort relevance needs a query' });
  }
  if (order === 'asc') throw new IndexError('bad-filter', { detail: 'relevance is descending' });
  return 'desc';
}

interface Window {
  readonly sort: Sort;
  readonly order: Order;
  readonly limit: number;
  readonly after: PageKey | undefined;
  /** The album whose positions are the order. */
  readonly album: string | undefined;
}

function read(
  connection: Connection,
  conditions: Conditions,
  { sort, order, limit, after, album }: Window,
): Row[] {
  const selection =
    sort === 'position'
      ? selectInAlbum(conditions, album ?? '')
      : select(conditions, sort, itemsIn(connection, conditions.box));
  const { column, sql } = selection;
  if (sort === 'relevance') {
    const score = conditions.match.expression === undefined ? '0' : `-${RANK}`;
    return connection.all<Row>(
      `WITH hits AS MATERIALIZED
         (SELECT ${column('item')} AS item, ${score} AS value, ${column('tie')} AS tie ${sql.text})
       SELECT item, value, tie FROM hits ${after ? 'WHERE (value, tie) < (?, ?)' : ''}
       ORDER BY value DESC, tie DESC LIMIT ?`,
      ...sql.parameters,
      ...(after ? [after.value, after.tie] : []),
      limit,
    );
  }
  const [value, tie] = [column(sort), column('tie')];
  const beyond = order === 'desc' ? '<' : '>';
  return connection.all<Row>(
    `SELECT ${column('item')} AS item, ${value} AS value, ${tie} AS tie ${sql.text}
       ${after ? `AND (${value}, ${tie}) ${beyond} (?, ?)` : ''}
     ORDER BY ${value} ${order}, ${tie} ${order} LIMIT ?`,
    ...sql.parameters,
    ...(after ? [after.value, after.tie] : []),
    limit,
  );
}

/** Counts the items of a box, up to the number from which the box is no longer the rarest condition. */
export function itemsIn(connection: Connection, box: Box | undefined): number {
  if (!box) return Number.POSITIVE_INFINITY;
  return boxesOf(box).reduce((sum, { west, south, east, north }) => {
    const { count } = connection.one<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT 1 FROM locations
         WHERE west <= ? AND east >= ? AND south <= ? AND north >= ? LIMIT 2000)`,
      east,
      west,
      north,
      south,
    );
    return sum + count;
  }, 0);
}

function totalOf(
  { q, from, to, bbox }: ListRequest,
  { all: everything, terms, without }: Conditions,
  all: number | undefined,
): number | undefined {
  if (all !== undefined) return all;
  const areCounted = [q, from, to, bbox].every((filter) => filter === undefined);
  return areCounted && terms.length <= 1 && without.length === 0
    ? (terms[0] ?? everything).count
    : undefined;
}
