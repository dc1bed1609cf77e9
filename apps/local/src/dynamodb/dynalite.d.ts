declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** Returns an HTTP server that does not listen yet. */
  export default function dynalite(): Server;
}

declare module 'dynalite/db/index.js' {
  type Item = Record<string, unknown>;

  /** LevelDB, with values as JSON. */
  interface Level {
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    iterator(): AsyncIterable<[string, unknown]>;
    open(): Promise<void>;
    close(): Promise<void>;
  }

  interface DynaliteDatabase {
    create(options: { path: string }): { db: Level };
    queryTable: unknown;
    createKey(item: Item, table: object): string;
    createIndexKey(item: Item, table: object, keySchema: readonly object[]): string;
    itemSize(item: Item, compress?: boolean, addMetaSize?: boolean, rangeKey?: string): number;
    matchesFilter(item: Item, filter: object, operator?: string): boolean;
    matchesExprFilter(item: Item, expression: unknown): boolean;
    mapPaths(paths: readonly unknown[], item: Item): Item;
  }
  const database: DynaliteDatabase;
  export default database;
}
