import { Readable } from 'node:stream';
import type { schema as catalogSchema } from '@galeria/catalog/schema';

type Row = Record<string, unknown>;
type Done<Result = undefined> = (error?: unknown, result?: Result) => void;

/** A range of keys, as LevelDB's iterators take it. */
interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
}

/** Ordered rows with the part of a LevelDB database's interface that dynalite's actions call. */
function createRows(onPut: (row: Row) => void = () => undefined) {
  const rows = new Map<string, Row>();
  const isIn = (key: string, { gt, gte, lt, lte }: Range) =>
    (gt === undefined || key > gt) &&
    (gte === undefined || key >= gte) &&
    (lt === undefined || key < lt) &&
    (lte === undefined || key <= lte);
  return {
    rows,
    get: (key: string, done: Done<Row>) => {
      const row = rows.get(key);
      if (row) done(undefined, row);
      else done(Object.assign(new Error(key), { name: 'NotFoundError' }));
    },
    put: (key: string, row: Row, done: Done) => {
      rows.set(key, row);
      onPut(row);
      done();
    },
    del: (key: string, done: Done) => {
      rows.delete(key);
      done();
    },
    createValueStream: (range: Range = {}) => {
      const found = [...rows].filter(([key]) => isIn(key, range));
      found.sort(([one], [other]) => (one < other ? -1 : 1));
      if (range.reverse) found.reverse();
      return Readable.from(found.map(([, row]) => row));
    },
    // Each write is one step here, so nobody ever waits.
    lock: (_key: string, run: (release: <Callback>(done: Callback) => Callback) => void) =>
      run((done) => done),
  };
}

/** One table in dynalite's terms. @see dynalite/db/index.js */
export function createTable(schema: typeof catalogSchema, onPut: (row: Row) => void) {
  const items = createRows(onPut);
  const indexes = new Map<string, ReturnType<typeof createRows>>();
  const keySchema = ({ hashKey, rangeKey }: { hashKey: string; rangeKey: string }) => [
    { AttributeName: hashKey, KeyType: 'HASH' },
    { AttributeName: rangeKey, KeyType: 'RANGE' },
  ];
  const description = (TableName: string) => ({
    TableName,
    TableStatus: 'ACTIVE',
    KeySchema: keySchema(schema),
    AttributeDefinitions: schema.attributes.map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    GlobalSecondaryIndexes: schema.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: {
        ProjectionType: index.projectionType,
        ...('nonKeyAttributes' in index ? { NonKeyAttributes: [...index.nonKeyAttributes] } : {}),
      },
    })),
  });
  return {
    options: { maxItemSize: 400 * 1024 },
    rows: (): Row[] => [...items.rows.values()],
    getTable: (name: string, ...rest: unknown[]) =>
      (rest.at(-1) as Done<unknown>)(undefined, description(name)),
    getItemDb: () => items,
    getIndexDb: (_type: string, _table: string, name: string) => {
      const index = indexes.get(name) ?? createRows();
      indexes.set(name, index);
      return index;
    },
  };
}
