import type { Change, ChangePosition, ItemText } from '../model.ts';
import type { Progress } from '../port.ts';
import type { Filter, ListRequest } from '../query.ts';
import { lastPosition } from './read/albums.ts';
import { changes } from './read/changes.ts';
import { facets, timeline } from './read/counts.ts';
import { getItem } from './read/documents.ts';
import { list } from './read/list.ts';
import { missingTexts, stateOf, versions } from './read/state.ts';
import type { Connection } from './statements.ts';
import { applyChanges } from './write/apply.ts';
import { applyText } from './write/text.ts';

/** The methods of the threads: the writer has the first two, the readers the others. */
export const methods = {
  apply: (connection: Connection, changes: readonly Change[], progress: Progress | undefined) =>
    applyChanges(connection, changes, progress),
  applyText: (connection: Connection, text: ItemText) => applyText(connection, text),
  get: (connection: Connection, id: string) => getItem(connection, id),
  list: (connection: Connection, request: ListRequest) => list(connection, request),
  lastPosition: (connection: Connection, album: string, before: string | undefined) =>
    lastPosition(connection, album, before),
  timeline: (connection: Connection, filter: Filter) => timeline(connection, filter),
  facets: (connection: Connection, filter: Filter, values: number | undefined) =>
    facets(connection, filter, values),
  state: (connection: Connection) => stateOf(connection),
  missingTexts: (connection: Connection, limit: number) => missingTexts(connection, limit),
  changes: (connection: Connection, after: ChangePosition, limit: number) =>
    changes(connection, after, limit),
  versions: (connection: Connection, after: string | undefined, limit: number) =>
    versions(connection, after, limit),
  /** Returns `ok`, or the first fault of the file. */
  check: (connection: Connection) =>
    connection.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check,
} as const;

export type Methods = typeof methods;
export type Method = keyof Methods;

type WithoutConnection<Parameters> = Parameters extends [Connection, ...infer Rest] ? Rest : never;
export type Arguments<Name extends Method> = WithoutConnection<Parameters<Methods[Name]>>;
export type Result<Name extends Method> = ReturnType<Methods[Name]>;
