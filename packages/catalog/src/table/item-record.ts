import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { defined, type MediaId, type Metadata, type Note } from '@galeria/media';
import { binnedAtOf, type Edits, editsOf, revisionOf, valuesOf } from '../edits/edits.ts';
import type { DeletionStatus, Failure, MediaSummary, RenditionRecord, Status } from '../model.ts';
import type { Connection } from './connection.ts';
import { itemKey } from './schema.ts';

/** Which change of an item its record holds. A record that an earlier release wrote has no stamp. */
export interface Stamp {
  /** Counts the changes of an item, over all generations and deletions. */
  readonly version?: number;
  /** RFC 3339, by the writer's clock: when the item was last changed. */
  readonly changedAt?: string;
  /** Equal to `changedAt`, unless an earlier release wrote the last change. */
  readonly stampedAt?: string;
}

/** Whether the last change of an item has a version of its own. */
export const isStamped = ({ version, changedAt, stampedAt }: Stamp): boolean =>
  version !== undefined && changedAt !== undefined && changedAt === stampedAt;

/** The record of an item that is not deleted. */
export interface LivingRecord extends Stamp {
  readonly status: Status;
  readonly generation: number;
  readonly id: MediaId;
  readonly kind: string;
  readonly createdAt: string;
  /**
   * The time at which this generation began, `#`, and the id. Uploaders and functions of an earlier
   * release, which may run beside this one, register no further upload of an item that lacks it.
   */
  readonly listedAt: string;
  readonly changedAt: string;
  readonly size: number;
  readonly mimeType: string;
  readonly filename: string;
  /** File names of the uploads of this generation, up to `RECORD_NAMES`. */
  readonly names?: ReadonlySet<string>;
  readonly renditions?: readonly RenditionRecord[];
  readonly metadata?: Partial<Metadata>;
  /** `recipeOf` the kind, as of when the renditions were made. */
  readonly recipe?: string;
  readonly failure?: Failure;
  readonly note?: Note;
  /** The owner's edits. `editsOf` returns it if it is of this generation. */
  readonly edits?: Edits;
  /** Present while `processing`: the attempt that owns the lease. */
  readonly leaseOwner?: string;
  /** Present while `processing`: when the lease lapses, in milliseconds since 1970. */
  readonly leaseUntil?: number;
  /** Present while `stored` and the processing message is not confirmed as sent: its token. */
  readonly pendingDispatch?: string;
  /** The attempt that set the present status. */
  readonly settledBy?: string;
}

/** The record that remains of a deleted item. */
export interface Tombstone extends Stamp {
  readonly status: DeletionStatus;
  /** The generation that was deleted. */
  readonly generation: number;
  readonly id: MediaId;
  readonly deletedAt: string;
  /** Present while `deleting`, so that a sweep finds the deletion. Earlier releases neither write nor remove it. */
  readonly unsettled?: string;
}

export type ItemRecord = LivingRecord | Tombstone;

export const isTombstone = (record: ItemRecord): record is Tombstone =>
  record.status === 'deleting' || record.status === 'deleted';

/** Reads an item's record with strong consistency. */
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
  ...defined({ failure: record.failure, note: record.note }),
  ...(editsOf(record) && { edits: valuesOf(editsOf(record)) }),
  ...defined({ binnedAt: binnedAtOf(record) }),
  revision: revisionOf(record),
});
