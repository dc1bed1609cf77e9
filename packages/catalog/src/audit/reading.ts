import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { CatalogError } from '../errors.ts';
import type { Connection } from '../table/connection.ts';
import { decodeCursor, encodeCursor } from '../table/cursor.ts';
import { auditPk, LONGEST_AUDIT_DAYS } from '../table/schema.ts';
import type { AuditEntry } from './entry.ts';

/** What one reading may look at before it answers with what it has and a cursor. */
const MOST_DAYS = 100;
const MOST_ROWS = 2000;
const PAGE_ROWS = 200;

const DAY_MS = 24 * 3_600_000;

export interface AuditRequest {
  /** RFC 3339; from here on, and before there. */
  readonly from: string;
  readonly to: string;
  /** Only what was asked with this key. */
  readonly key?: string;
  /** Entries a page, at the most. */
  readonly limit: number;
  /** As the page before gave it out. */
  readonly cursor?: string;
  readonly now?: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/**
 * Reads entries in the order of their time, day by day. What has lapsed is not shown, also where
 * DynamoDB, which takes days over it, has not taken it away yet.
 *
 * @throws CatalogError `bad-cursor`, `bad-range`
 */
export async function readAudit(
  connection: Connection,
  { from, to, key, limit, cursor, now = Date.now() }: AuditRequest,
): Promise<AuditPage> {
  const [start, end] = span(from, to, now);
  const found: AuditEntry[] = [];
  let place = cursor === undefined ? start : later(start, placeOf(cursor, end));
  let rows = 0;
  for (let days = 0; place < end; days++) {
    if (days === MOST_DAYS || rows >= MOST_ROWS) return page(found, place);
    // One partition: read on in it until it ends.
    const last = earlier(dayAfter(place), end);
    while (place < last) {
      const { Items = [], LastEvaluatedKey } = await readDay(connection, place, last);
      rows += Items.length;
      for (const row of Items) {
        place = past(row.sk);
        const wanted = row.expiresAt * 1000 > now && (key === undefined || row.key === key);
        if (wanted) found.push(toEntry(row));
        if (found.length === limit) return page(found, place);
      }
      if (LastEvaluatedKey === undefined) place = last;
      else if (rows >= MOST_ROWS) return page(found, place);
    }
  }
  return { entries: found };
}

const page = (entries: readonly AuditEntry[], place: string): AuditPage => ({
  entries,
  cursor: encodeCursor(place),
});

/** The rows of one day from one place on, and before another. A place is a time, or behind a row. */
const readDay = ({ client, table }: Connection, place: string, last: string) =>
  client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :place AND :last',
      ExpressionAttributeValues: { ':pk': auditPk(place), ':place': place, ':last': last },
      Limit: PAGE_ROWS,
    }),
  );

/** The bounds that can hold anything: entries end some years back, and none is of tomorrow. */
function span(from: string, to: string, now: number): [string, string] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (!(start <= end)) throw new CatalogError('bad-range', { detail: `${from} to ${to}` });
  const first = now - LONGEST_AUDIT_DAYS * DAY_MS;
  return [
    new Date(Math.max(start, first)).toISOString(),
    new Date(Math.min(end, now + DAY_MS)).toISOString(),
  ];
}

const dayAfter = (place: string): string =>
  new Date(Date.parse(place.slice(0, 'yyyy-mm-dd'.length)) + DAY_MS).toISOString();

/** Behind this row, and before any other. */
const past = (sk: string): string => `${sk}~`;

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one > other ? one : other);

function placeOf(cursor: string, end: string): string {
  const place = decodeCursor(cursor);
  const [, time] = /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z)(?:#\w{26}~)?$/.exec(place) ?? [];
  if (time === undefined || Number.isNaN(Date.parse(time)) || place > end)
    throw new CatalogError('bad-cursor');
  return place;
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
