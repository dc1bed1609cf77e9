import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId, Metadata, Note } from '@galeria/media';
import type { Buried, Failure, MediaSummary, RenditionRecord, Status } from '../model.ts';
import type { Connection } from './connection.ts';
import { itemKey } from './schema.ts';

/** An item as the table holds it: alive, or the tombstone that is left of it. */
export interface LivingRecord {
  readonly status: Status;
  readonly generation: number;
  readonly id: MediaId;
  readonly kind: string;
  readonly createdAt: string;
  /** Its place in listings: when this life of it began, `#`, and its id. */
  readonly listedAt: string;
  /** When the status was last set. */
  readonly changedAt: string;
  readonly size: number;
  readonly mimeType: string;
  readonly filename: string;
  readonly renditions?: readonly RenditionRecord[];
  readonly metadata?: Partial<Metadata>;
  /** `recipeOf` its kind, as it was when the renditions were made. */
  readonly recipe?: string;
  readonly failure?: Failure;
  readonly note?: Note;
  /** Present while `processing`: who works on it, and until when nobody else may. */
  readonly leaseOwner?: string;
  /** Milliseconds since 1970. */
  readonly leaseUntil?: number;
  /** While `stored`: the token of a message that was not confirmed as sent. */
  readonly pendingDispatch?: string;
  /** The attempt that gave it its status, once one did. */
  readonly settledBy?: string;
}

export interface Tombstone {
  readonly status: Buried;
  readonly generation: number;
  readonly id: MediaId;
  readonly deletedAt: string;
}

export type ItemRecord = LivingRecord | Tombstone;

export const isTombstone = (record: ItemRecord): record is Tombstone =>
  record.status === 'deleting' || record.status === 'deleted';

/** Reads an item's record, as the last write left it. */
export async function readItem(
  { client, table }: Connection,
  id: MediaId,
): Promise<ItemRecord | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: itemKey(id), ConsistentRead: true }),
  );
  return Item as ItemRecord | undefined;
}

export const toSummary = (record: LivingRecord): MediaSummary => ({
  id: record.id,
  kind: record.kind,
  status: record.status,
  generation: record.generation,
  createdAt: record.createdAt,
  original: { size: record.size, mimeType: record.mimeType, filename: record.filename },
  renditions: record.renditions ?? [],
  metadata: record.metadata ?? {},
  ...(record.failure ? { failure: record.failure } : {}),
  ...(record.note ? { note: record.note } : {}),
});
