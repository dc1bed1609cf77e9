import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CloudAccess, scanRows } from '../galeria/records.ts';
import type { LastChange } from './events.ts';

/** Version and status of each item; `deleted` for a tombstone. */
export type Versions = ReadonlyMap<string, string>;

const stateOf = (version: number, status: string): string => `version ${version}, ${status}`;

/** Reads the items of the catalog, without the product's code. */
export async function catalogVersions(cloud: CloudAccess): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for await (const { sk, id, version, status } of scanRows(cloud)) {
    if (sk?.S !== 'ITEM' || !id?.S) continue;
    const isGone = status?.S === 'deleting' || status?.S === 'deleted';
    versions.set(id.S, stateOf(Number(version?.N), isGone ? 'deleted' : String(status?.S)));
  }
  return versions;
}

/** The last change of each item, tombstones included. */
export async function lastChanges(cloud: CloudAccess): Promise<LastChange[]> {
  const changes: LastChange[] = [];
  for await (const { sk, id, version } of scanRows(cloud)) {
    if (sk?.S === 'ITEM' && id?.S) changes.push({ id: id.S, version: Number(version?.N) });
  }
  return changes;
}

/** Reads the items of a cell's index from its file. */
export function indexVersions(home: string, cell: string): Map<string, string> {
  const path = join(home, 'cells', cell, 'index.sqlite');
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database
      .prepare('SELECT lower(hex(id)) AS id, version, status, deleted FROM items')
      .all() as unknown as { id: string; version: number; status: string; deleted: number }[];
    return new Map(
      rows.map(({ id, version, status, deleted }) => [
        id,
        stateOf(version, deleted === 1 ? 'deleted' : status),
      ]),
    );
  } finally {
    database.close();
  }
}
