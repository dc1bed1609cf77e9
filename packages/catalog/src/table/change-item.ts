import type { MediaId } from '@galeria/media';
import type { Connection } from './connection.ts';
import { CHANGE_SHARDS, changeShard, itemKey } from './schema.ts';
import { type Change, write } from './update.ts';

/** A change of an item record. `at` is the writer's clock, in milliseconds since 1970. */
export type ItemChange = Change & { readonly at?: number };

/**
 * Changes an item record if its condition is met, and stamps the change in the same write: the change
 * gets the next version of the item, and the index `changes` lists it. @returns whether it was met
 */
export function changeItem(
  connection: Connection,
  id: MediaId,
  { at = Date.now(), set, add, ...change }: ItemChange,
): Promise<boolean> {
  const changedAt = new Date(at).toISOString();
  return write(connection, itemKey(id), {
    ...change,
    set: { ...set, changedAt, stampedAt: changedAt, changeShard: changeShardOf(id) },
    add: { ...add, version: 1 },
  });
}

/**
 * Changes attributes of an item record that only the catalog itself reads, such as the end of the
 * lease. The item keeps its version, and no reader of changes sees the write.
 */
export const changeInternals = (
  connection: Connection,
  id: MediaId,
  change: Change,
): Promise<boolean> => write(connection, itemKey(id), change);

/** The partition of the index `changes` that lists an item. Ids are hashes, so the last digits suffice. */
const changeShardOf = (id: MediaId): string =>
  changeShard(Number.parseInt(id.slice(-8), 16) % CHANGE_SHARDS);
