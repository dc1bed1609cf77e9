import database from 'dynalite/db/index.js';
import type { Item, Store, Table } from './store.ts';

/** A Query or a Scan after dynalite has validated it and turned its conditions into a range. */
export interface QueryRequest {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: string;
  readonly AttributesToGet?: readonly string[];
  readonly QueryFilter?: object;
  readonly ScanFilter?: object;
  readonly ConditionalOperator?: string;
  readonly _filter?: { readonly expression: unknown };
  readonly _projection?: { readonly paths: readonly unknown[] };
}

/** A page of a Query or a Scan ends here. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const maxPageBytes = 1024 * 1024;

type Done = (error: unknown, result?: object) => void;

/**
 * Reads one page of a Query or a Scan, in place of dynalite's own function of that name and those
 * parameters. dynalite reads through streams that it leaves open when a page ends before its range
 * does; here the cursor is closed and nothing outlives the call.
 */
export function queryTable(
  store: Store,
  table: Table,
  request: QueryRequest,
  range: object,
  isLocal: boolean,
  fetchFromItemDb: boolean,
  startKeyNames: readonly string[],
  done: Done,
): void {
  const { TableName, IndexName } = request;
  const source =
    IndexName === undefined
      ? store.getItemDb(TableName)
      : store.getIndexDb(isLocal ? 'local' : 'global', TableName, IndexName);
  let page: Page;
  try {
    page = readPage(source.values(range) as Generator<Item>, table, request, (entry) =>
      fetchFromItemDb ? store.readItem(TableName, database.createKey(entry, table)) : entry,
    );
  } catch (error) {
    done(store.fault(error));
    return;
  }
  done(null, answer(page, request, isLocal, fetchFromItemDb, startKeyNames));
}

interface Page {
  readonly items: Item[];
  readonly isFull: boolean;
  /** Bytes read from the index and from the table, for the consumed capacity. */
  readonly bytes: { readonly entries: number; readonly items: number };
}

function readPage(
  entries: Generator<Item>,
  table: Table,
  { Limit = Number.POSITIVE_INFINITY }: QueryRequest,
  read: (entry: Item) => Item,
): Page {
  const rangeKey = table.KeySchema[1]?.AttributeName;
  const items: Item[] = [];
  const bytes = { entries: 0, items: 0 };
  let size = 0;
  const isFull = () => items.length >= Limit || size >= maxPageBytes;
  for (const entry of entries) {
    const item = read(entry);
    items.push(item);
    bytes.entries += database.itemSize(entry);
    bytes.items += database.itemSize(item);
    size += database.itemSize(item, true, true, rangeKey);
    if (isFull()) break;
  }
  return { items, isFull: isFull(), bytes };
}

function answer(
  { items, isFull, bytes }: Page,
  request: QueryRequest,
  isLocal: boolean,
  fetchFromItemDb: boolean,
  startKeyNames: readonly string[],
): object {
  const last = items.at(-1);
  const matching = items.filter(matches(request));
  const paths = request._projection?.paths ?? request.AttributesToGet;
  return {
    ScannedCount: items.length,
    Count: matching.length,
    ...(request.Select !== 'COUNT' && {
      Items: paths ? matching.map((item) => database.mapPaths(paths, item)) : matching,
    }),
    ...(isFull &&
      last && {
        LastEvaluatedKey: Object.fromEntries(startKeyNames.map((name) => [name, last[name]])),
      }),
    ...consumedCapacity(bytes, request, isLocal, fetchFromItemDb),
  };
}

function matches(request: QueryRequest): (item: Item) => boolean {
  const { _filter, QueryFilter, ScanFilter, ConditionalOperator } = request;
  if (_filter) return (item) => database.matchesExprFilter(item, _filter.expression);
  const filter = QueryFilter ?? ScanFilter;
  return filter ? (item) => database.matchesFilter(item, filter, ConditionalOperator) : () => true;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
function consumedCapacity(
  bytes: Page['bytes'],
  { TableName, IndexName, ConsistentRead, ReturnConsumedCapacity }: QueryRequest,
  isLocal: boolean,
  fetchFromItemDb: boolean,
) {
  if (ReturnConsumedCapacity !== 'TOTAL' && ReturnConsumedCapacity !== 'INDEXES') return {};
  const units = (size: number) => Math.ceil(size / 4096) * (ConsistentRead ? 1 : 0.5);
  const ofIndex = IndexName === undefined ? 0 : units(bytes.entries);
  const ofTable = IndexName === undefined || fetchFromItemDb ? units(bytes.items) : 0;
  const indexes = isLocal ? 'LocalSecondaryIndexes' : 'GlobalSecondaryIndexes';
  return {
    ConsumedCapacity: {
      CapacityUnits: ofTable + ofIndex,
      TableName,
      ...(ReturnConsumedCapacity === 'INDEXES' && {
        Table: { CapacityUnits: ofTable },
        ...(IndexName !== undefined && { [indexes]: { [IndexName]: { CapacityUnits: ofIndex } } }),
      }),
    },
  };
}
