import { Readable } from 'node:stream';
import type { KeyRange, Records } from './records.ts';

type Callback<Value = void> = (error: Error | null, value?: Value) => void;

/** dynalite locks each key. Operations here are synchronous and need no lock. */
type Lock = (key: string, work: (release: (done: Callback) => Callback) => void) => void;
const lock: Lock = (_key, work) => work((done) => done);

export interface Space {
  readonly lock: Lock;
  get(key: string, done: Callback<unknown>): void;
  put(key: string, value: unknown, done: Callback): void;
  del(key: string, done: Callback): void;
  batch(operations: readonly Operation[], done: Callback): void;
  createKeyStream(): Readable;
  createValueStream(): Readable;
  values(range: KeyRange): Generator<unknown>;
}

type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** An item's size, as DynamoDB limits it. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxItemBytes = 400 * 1024;

export interface StoreOptions {
  readonly records: Records;
  /** Called for each disk error. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Implements dynalite's storage interface on `records`. Each method calls back before it returns, so
 * that all reads and writes of a request are in one transaction.
 */
export function createStore({ records, onFault }: StoreOptions) {
  function fault(cause: unknown): Error {
    onFault(cause);
    return internalServerError(cause);
  }

  function finish<Value>(done: Callback<Value>, work: () => Value): void {
    let value: Value;
    try {
      value = work();
    } catch (cause) {
      done(fault(cause));
      return;
    }
    done(null, value);
  }

  const space = (name: string): Space => ({
    lock,
    get: (key, done) => finish(done, () => records.get(name, key)),
    put: (key, value, done) => finish(done, () => records.put(name, key, value)),
    del: (key, done) => finish(done, () => records.delete(name, key)),
    batch: (operations, done) =>
      finish(done, () => {
        for (const operation of operations) {
          if (operation.type === 'put') records.put(name, operation.key, operation.value);
          else records.delete(name, operation.key);
        }
      }),
    createKeyStream: () => Readable.from(records.keys(name)),
    createValueStream: () => Readable.from(records.values(name, {})),
    values: (range) => records.values(name, range),
  });
  const clear = (name: string, done: Callback) => finish(done, () => records.clear(name));

  const tableDb = Object.assign(space('table'), {
    awsAccountId: '000000000000',
    awsRegion: 'us-east-1',
  });
  const item = (table: string) => `item-${table}`;
  const tag = (table: string) => `tag-${table}`;
  const index = (type: string, table: string, name: string) =>
    `index-${type.toLowerCase()}~${table}~${name}`;

  return {
    options: { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, maxItemSize: maxItemBytes },
    /** The error with which dynalite answers if storage fails. */
    fault,
    readItem: (table: string, key: string) => records.get(item(table), key) as Item,
    tableDb,
    getItemDb: (table: string) => space(item(table)),
    deleteItemDb: (table: string, done: Callback) => clear(item(table), done),
    getIndexDb: (type: string, table: string, name: string) => space(index(type, table, name)),
    deleteIndexDb: (type: string, table: string, name: string, done: Callback) =>
      clear(index(type, table, name), done),
    getTagDb: (table: string) => space(tag(table)),
    deleteTagDb: (table: string, done: Callback) => clear(tag(table), done),

    getTable(name: string, ...rest: [boolean, Callback<Table>] | [Callback<Table>]): void {
      const done = rest.at(-1) as Callback<Table>;
      const mustBeActive = rest[0] !== false;
      tableDb.get(name, (error, value) => {
        if (error) return done(error);
        const table = value as Table | undefined;
        const usable = !mustBeActive || !/CREATING|DELETING/.test(table?.TableStatus ?? '');
        if (table === undefined || !usable) done(tableNotFound(name, mustBeActive));
        else done(null, table);
      });
    },
  };
}

export type Store = ReturnType<typeof createStore>;

export type Item = Record<string, unknown>;

export interface Table {
  readonly TableName: string;
  TableStatus: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly GlobalSecondaryIndexes?: readonly { IndexStatus: string }[];
}

/**
 * The SDK retries this error:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
function internalServerError(cause: unknown) {
  const message = 'The data folder could not be read or written; see the log';
  const __type = 'com.amazonaws.dynamodb.v20120810#InternalServerError';
  return Object.assign(new Error(message, { cause }), {
    statusCode: 500,
    body: { __type, message },
  });
}

function tableNotFound(name: string, mustBeActive: boolean) {
  const text = 'Requested resource not found';
  const message = mustBeActive ? text : `${text}: Table: ${name} not found`;
  const __type = 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException';
  return Object.assign(new Error(message), {
    name: 'NotFoundError',
    statusCode: 400,
    body: { __type, message },
  });
}
