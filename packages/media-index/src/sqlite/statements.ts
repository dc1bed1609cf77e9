import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { IndexError } from '../errors.ts';

export type Parameters = readonly SQLInputValue[];

/** A connection whose statements are prepared once. */
export interface Connection {
  readonly database: DatabaseSync;
  all<Row>(sql: string, ...parameters: Parameters): Row[];
  get<Row>(sql: string, ...parameters: Parameters): Row | undefined;
  /**
   * The row of a query that has one in every whole index.
   *
   * @throws IndexError `corrupt`
   */
  one<Row>(sql: string, ...parameters: Parameters): Row;
  /** The first column of each row. */
  numbers(sql: string, ...parameters: Parameters): number[];
  run(sql: string, ...parameters: Parameters): void;
}

/** Prepared statements that are cached. Filters need several hundred different ones. */
const MAX_STATEMENTS = 500;

export function connect(database: DatabaseSync): Connection {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    database,
    all: <Row>(sql: string, ...parameters: Parameters) => prepared(sql).all(...parameters) as Row[],
    get: <Row>(sql: string, ...parameters: Parameters) =>
      prepared(sql).get(...parameters) as Row | undefined,
    one: <Row>(sql: string, ...parameters: Parameters) => {
      const row = prepared(sql).get(...parameters) as Row | undefined;
      if (row === undefined) throw new IndexError('corrupt', { detail: `no row for: ${sql}` });
      return row;
    },
    numbers: (sql, ...parameters) => {
      const statement = prepared(`${sql} /* as arrays */`);
      statement.setReturnArrays(true);
      return (statement.all(...parameters) as unknown as [number][]).map(([first]) => first);
    },
    run: (sql, ...parameters) => void prepared(sql).run(...parameters),
  };
}

/** Runs reads on one state of the database, whatever the writer does meanwhile. */
export function snapshot<Result>({ database }: Connection, work: () => Result): Result {
  database.exec('BEGIN');
  try {
    return work();
  } finally {
    // SQLite has ended the transaction already after some errors of the disk.
    if (database.isTransaction) database.exec('COMMIT');
  }
}

/** Runs `work` in a transaction, all or nothing. */
export function transaction<Result>({ database }: Connection, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back already after some errors of the disk.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
