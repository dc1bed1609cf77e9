import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Json, MediaId } from '@galeria/media';
import { type Connection, held } from './connection.ts';
import { isTombstone, readItem } from './item-record.ts';
import { type AttemptEnd, type Failure, FORMAT, type RenditionRecord } from './model.ts';
import { attemptKey, itemKey, SHELF } from './schema.ts';

export interface ClaimRequest {
  readonly kind: string;
  /** The attempt's ULID: it owns the lease and names the ledger's entry. */
  readonly owner: string;
  /** How long nobody else may work on the item: at least what is left of the function's timeout. */
  readonly leaseSeconds: number;
  /** Of the object, for an original that no upload announced. */
  readonly size?: number;
  readonly now?: number;
}

/** The right to process one generation of an item, until the lease lapses. */
export interface Claim {
  readonly id: MediaId;
  readonly generation: number;
  readonly owner: string;
  readonly startedAt: string;
}

export type ClaimOutcome =
  | { readonly outcome: 'claimed'; readonly claim: Claim }
  /** It is `ready` or `failed`: nothing is left to do. */
  | { readonly outcome: 'settled' }
  /** Another processor holds the lease: give the message back. */
  | { readonly outcome: 'busy' }
  /** A tombstone: nothing is to be done. */
  | { readonly outcome: 'deleted' };

/**
 * Takes the lease on an item and opens an entry in the ledger.
 *
 * ```
 * received, stored ───────────────────► claimed
 * processing, lease lapsed ───────────► claimed    its processor died
 * processing, lease running ──────────► busy
 * ready, failed ──────────────────────► settled    a redelivery, not an attempt
 * ```
 */
export async function claim(
  connection: Connection,
  id: MediaId,
  { kind, owner, leaseSeconds, size = 0, now = Date.now() }: ClaimRequest,
): Promise<ClaimOutcome> {
  const startedAt = new Date(now).toISOString();
  const item = await readItem(connection, id);
  if (item && isTombstone(item)) return { outcome: 'deleted' };
  if (item?.status === 'ready' || item?.status === 'failed') return { outcome: 'settled' };

  const generation = item?.generation ?? 1;
  const neverAnnounced = 'attribute_not_exists(pk)';
  const waiting = '#status IN (:received, :stored)';
  const abandoned = '(#status = :processing AND leaseUntil < :now)';
  const taken = await held(
    connection.client.send(
      new UpdateCommand({
        TableName: connection.table,
        Key: itemKey(id),
        ConditionExpression: item
          ? `generation = :generation AND (${waiting} OR ${abandoned})`
          : neverAnnounced,
        UpdateExpression:
          'SET #status = :processing, leaseOwner = :owner, leaseUntil = :until, ' +
          'id = :id, kind = :kind, generation = :generation, shelf = :shelf, ' +
          'listedAt = if_not_exists(listedAt, :listedAt), ' +
          'createdAt = if_not_exists(createdAt, :startedAt), size = if_not_exists(size, :size), ' +
          'mimeType = if_not_exists(mimeType, :mimeType), ' +
          'filename = if_not_exists(filename, :id), #format = :format',
        ExpressionAttributeNames: { '#status': 'status', '#format': 'format' },
        ExpressionAttributeValues: {
          ...(item ? { ':received': 'received', ':stored': 'stored', ':now': now } : {}),
          ':processing': 'processing',
          ':owner': owner,
          ':until': now + leaseSeconds * 1000,
          ':id': id,
          ':kind': kind,
          ':generation': generation,
          ':shelf': SHELF,
          ':listedAt': `${startedAt}#${id}`,
          ':startedAt': startedAt,
          ':size': size,
          ':mimeType': 'application/octet-stream',
          ':format': FORMAT,
        },
      }),
    ),
  );
  if (!taken) return { outcome: 'busy' };
  const granted: Claim = { id, generation, owner, startedAt };
  await openAttempt(connection, granted);
  return { outcome: 'claimed', claim: granted };
}

export interface Completion {
  readonly mimeType: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly renditions: readonly RenditionRecord[];
  readonly attempt: AttemptEnd;
}

/** Records the renditions and the metadata. False: the lease was lost, or the item was deleted. */
export function complete(
  connection: Connection,
  claimed: Claim,
  { mimeType, metadata, renditions, attempt }: Completion,
): Promise<boolean> {
  return settle(connection, claimed, attempt, {
    set: 'SET #status = :next, mimeType = :mimeType, metadata = :metadata, renditions = :renditions',
    values: {
      ':next': 'ready',
      ':mimeType': mimeType,
      ':metadata': metadata,
      ':renditions': renditions,
    },
  });
}

/** Records a permanent fault of the file. False: the lease was lost, or the item was deleted. */
export function fail(
  connection: Connection,
  claimed: Claim,
  { attempt, ...failure }: Failure & { readonly attempt: AttemptEnd },
): Promise<boolean> {
  return settle(connection, claimed, attempt, {
    set: 'SET #status = :next, failure = :failure',
    values: { ':next': 'failed', ':failure': failure },
  });
}

/** Gives the lease back after a transient fault, so that the redelivery can claim at once. */
export function release(
  connection: Connection,
  claimed: Claim,
  { attempt }: { readonly attempt: AttemptEnd },
): Promise<boolean> {
  return settle(connection, claimed, attempt, {
    set: 'SET #status = :next',
    values: { ':next': 'stored' },
  });
}

/** Whether the item that was claimed has been deleted since. */
export async function wasDeleted(connection: Connection, { id, generation }: Claim) {
  const item = await readItem(connection, id);
  return item !== undefined && isTombstone(item) && item.generation === generation;
}

async function settle(
  connection: Connection,
  { id, generation, owner }: Claim,
  attempt: AttemptEnd,
  { set, values }: { set: string; values: Record<string, unknown> },
): Promise<boolean> {
  const settled = await held(
    connection.client.send(
      new UpdateCommand({
        TableName: connection.table,
        Key: itemKey(id),
        ConditionExpression:
          '#status = :processing AND leaseOwner = :owner AND generation = :generation',
        UpdateExpression: `${set} REMOVE leaseOwner, leaseUntil`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ...values,
          ':processing': 'processing',
          ':owner': owner,
          ':generation': generation,
        },
      }),
    ),
  );
  await endAttempt(
    connection,
    id,
    owner,
    settled ? attempt : { ...attempt, outcome: 'superseded' },
  );
  return settled;
}

async function openAttempt({ client, table }: Connection, { id, ...claimed }: Claim) {
  await client.send(
    new PutCommand({
      TableName: table,
      Item: {
        ...attemptKey(id, claimed.owner),
        attempt: claimed.owner,
        generation: claimed.generation,
        startedAt: claimed.startedAt,
      },
    }),
  );
}

/** Ends an entry of the ledger; one that was taken away with its item is not written again. */
function endAttempt({ client, table }: Connection, id: MediaId, owner: string, end: AttemptEnd) {
  return held(
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: attemptKey(id, owner),
        ConditionExpression: 'attribute_exists(pk)',
        UpdateExpression:
          'SET outcome = :outcome, durationMs = :durationMs, memoryMiB = :memoryMiB, ' +
          `coldStart = :coldStart${end.code === undefined ? '' : ', code = :code'}`,
        ExpressionAttributeValues: {
          ':outcome': end.outcome,
          ':durationMs': end.durationMs,
          ':memoryMiB': end.memoryMiB,
          ':coldStart': end.coldStart,
          ...(end.code === undefined ? {} : { ':code': end.code }),
        },
      }),
    ),
  );
}
