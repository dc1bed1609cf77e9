import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CloudAccess, scanRows } from '../galeria/records.ts';
import type { LastChange } from './events.ts';

const stateOf = (version: number, status: string): string => `version ${version}, ${status}`;

/** The last change of an item, with its version and status; `deleted` for a tombstone. */
export interface ItemChange extends LastChange {
  readonly state: string;
}

/** Reads the last change of each item in the catalog, without the product's code. */
export async function readLastChanges(cloud: CloudAccess): Promise<ItemChange[]> {
  const changes: ItemChange[] = [];
  for await (const row of scanRows(cloud)) {
    if (row.sk?.S !== 'ITEM' || !row.id?.S) continue;
    const version = Number(row.version?.N);
    const status = row.status?.S;
    const isGone = status === 'deleting' || status === 'deleted';
    const state = stateOf(version, isGone ? 'deleted' : String(status));
    changes.push({ id: row.id.S, version, state });
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
