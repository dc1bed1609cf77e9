import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { CatalogError } from '../errors.ts';
import { AUDIT_SPAN_MS } from '../limits.ts';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor, isTime } from '../table/cursor.ts';
import { auditPk, LONGEST_AUDIT_DAYS } from '../table/schema.ts';
import type { AuditEntry } from './entry.ts';

/** The most that one request reads before it returns a short page with a cursor. */
const MOST_DAYS = 100;
const MOST_ROWS = 2000;
const PAGE_ROWS = 200;

const DAY_MS = 24 * 3_600_000;

export interface AuditRequest {
  /** RFC 3339, inclusive; `AUDIT_SPAN_MS` before `to` by default. */
  readonly from?: string;
  /** RFC 3339, exclusive; `now` by default. */
  readonly to?: string;
  /** Only entries of the API key of this name. */
  readonly key?: string;
  /** The most entries of a page. */
  readonly limit: number;
  /** The cursor of the previous page. */
  readonly cursor?: string;
  readonly now?: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/**
 * Reads day by day. Skips expired entries, which DynamoDB deletes only after days.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export async function readAudit(
  connection: Connection,
  { from, to, key, limit, cursor, now = Date.now() }: AuditRequest,
): Promise<AuditPage> {
  const [start, end] = span(from, to, now);
  const found: AuditEntry[] = [];
  let position = start;
  if (cursor !== undefined) {
    // The start of a range without `from` moves on between two pages, past the cursor of the first.
    const first = from === undefined ? '' : new Date(from).toISOString();
    position = later(start, positionOf(cursor, first, end));
  }
  let rows = 0;
  for (let days = 0; position < end; days++) {
    if (days === MOST_DAYS || rows >= MOST_ROWS) return page(found, position);
    // Each day is one partition.
    const last = earlier(dayAfter(position), end);
    while (position < last) {
      const { Items = [], LastEvaluatedKey } = await readDay(connection, position, last);
      rows += Items.length;
      for (const row of Items) {
        position = past(row.sk);
        const wanted = row.expiresAt * 1000 > now && (key === undefined || row.key === key);
        if (wanted) found.push(toEntry(row));
        if (found.length === limit) return page(found, position);
      }
      if (LastEvaluatedKey === undefined) position = last;
      else if (rows >= MOST_ROWS) return page(found, position);
    }
  }
  return { entries: found };
}

const page = (entries: readonly AuditEntry[], position: string): AuditPage => ({
  entries,
  cursor: encodeCursor(position),
});

/** The rows of one day between two positions. A position is a time, or the one just after a row. */
const readDay = ({ client, table }: Connection, position: string, last: string) =>
  client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :position AND :last',
      ExpressionAttributeValues: { ':pk': auditPk(position), ':position': position, ':last': last },
      Limit: PAGE_ROWS,
    }),
  );

/** Limits the range to days that can have entries: from the longest retention until tomorrow. */
function span(
  from: string | undefined,
  to: string | undefined,
  now: number,
): [start: string, end: string] {
  const end = to === undefined ? now : Date.parse(to);
  const start = from === undefined ? end - AUDIT_SPAN_MS : Date.parse(from);
  if (!(start <= end))
    throw new CatalogError('bad-range', { detail: `${from ?? 'the default'} to ${to ?? 'now'}` });
  const first = now - LONGEST_AUDIT_DAYS * DAY_MS;
  return [
    new Date(Math.max(start, first)).toISOString(),
    new Date(Math.min(end, now + DAY_MS)).toISOString(),
  ];
}

const dayAfter = (position: string): string =>
  new Date(Date.parse(position.slice(0, 'yyyy-mm-dd'.length)) + DAY_MS).toISOString();

/** The position just after this row. */
const past = (sk: string): string => `${sk}~`;

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one > other ? one : other);

/** Whether a time exists; `Date` accepts the 31st of February too. */
const isDate = (time: string): boolean => isTime(time) && new Date(time).toISOString() === time;

/** Decodes a cursor, which lies from `first` to `end` if it belongs to the range. */
function positionOf(cursor: string, first: string, end: string): string {
  const position = decodeCursor(cursor);
  const [, time] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z)(?:#\w{26}~)?$/.exec(position) ?? [];
  if (time === undefined || !isDate(time) || position < first || position > end) {
    throw new CatalogError('bad-cursor');
  }
  return position;
}

function toEntry(row: Record<string, unknown>): AuditEntry {
  const {
    pk: _pk,
    sk: _sk,
    expiresAt: _expiresAt,
    forgetsName: _forgets,
    format: _,
    ...entry
  } = row;
  return entry as unknown as AuditEntry;
}
