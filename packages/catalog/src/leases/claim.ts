import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Kind, MediaId } from '@galeria/media';
import { EXHAUSTED, FORMAT } from '../model.ts';
import { changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { attemptKey } from '../table/schema.ts';
import { LEASE_LAPSED, leaseClock } from './lease-end.ts';

export interface ClaimRequest<K extends Kind = Kind> {
  readonly kind: K;
  /** The ULID of the attempt, which owns the lease. */
  readonly owner: string;
  /** The length of the lease until its first renewal. */
  readonly leaseSeconds: number;
  /** The size of the object in bytes, for an original without a registered upload. */
  readonly size?: number;
  readonly now?: number;
}

/** The lease on one generation of an item. */
export interface Claim<K extends Kind = Kind> {
  readonly id: MediaId;
  readonly kind: K;
  readonly generation: number;
  readonly owner: string;
  readonly startedAt: string;
}

export type ClaimOutcome<K extends Kind = Kind> =
  | { readonly outcome: 'claimed'; readonly claim: Claim<K> }
  /** The item is `ready` or `failed`: nothing is left to do. */
  | { readonly outcome: 'settled' }
  /** Another processor owns the lease, which lapses in so many seconds unless renewed. */
  | { readonly outcome: 'busy'; readonly seconds: number }
  /** The item is deleted: nothing is left to do. */
  | { readonly outcome: 'deleted' };

/**
 * Takes the lease on an item and records the start of an attempt.
 *
 * ```
 * received, stored ───────────────────► claimed
 * processing, lease lapsed ───────────► claimed    its processor died
 * processing, lease running ──────────► busy
 * failed: retries-exhausted ──────────► claimed    another message of the item was dead-lettered
 * ready, failed ──────────────────────► settled    a redelivery, not an attempt
 * ```
 *
 * `retries-exhausted` says nothing about the file. If another message of the item is still in the queue,
 * its processing decides.
 */
export async function claim<K extends Kind>(
  connection: Connection,
  id: MediaId,
  { kind, owner, leaseSeconds, size = 0, now = Date.now() }: ClaimRequest<K>,
): Promise<ClaimOutcome<K>> {
  const startedAt = new Date(now).toISOString();
  const item = await readItem(connection, id);
  if (item && isTombstone(item)) return { outcome: 'deleted' };
  if (item && isSettled(item)) return { outcome: 'settled' };

  const generation = item?.generation ?? 1;
  const sameGeneration = '#generation = :generation';
  const itemIsNew = 'attribute_not_exists(#pk)';
  const isWaiting = '#status IN (:received, :stored)';
  const isAbandoned = `(#status = :processing AND ${LEASE_LAPSED})`;
  const isExhausted = '(#status = :failed AND #failure.#code = :exhausted)';
  const taken = await changeItem(connection, id, {
    at: now,
    set: {
      status: 'processing',
      leaseOwner: owner,
      leaseUntil: now + leaseSeconds * 1000,
      id,
      kind,
      generation,
      unsettled: 'processing',
      format: FORMAT,
    },
    setIfAbsent: {
      listedAt: `${startedAt}#${id}`,
      createdAt: startedAt,
      size,
      mimeType: 'application/octet-stream',
      filename: id,
    },
    ...(item
      ? {
          remove: ['failure', 'pendingDispatch'],
          when: `${sameGeneration} AND (${isWaiting} OR ${isAbandoned} OR ${isExhausted})`,
          values: {
            ...leaseClock(now),
            generation,
            received: 'received',
            stored: 'stored',
            processing: 'processing',
            failed: 'failed',
            exhausted: EXHAUSTED,
          },
        }
      : { when: itemIsNew }),
  });
  if (!taken && !(await ownsLease(connection, id, owner))) {
    return { outcome: 'busy', seconds: secondsLeft(item, leaseSeconds, now) };
  }
  const granted: Claim<K> = { id, kind, generation, owner, startedAt };
  await openAttempt(connection, granted);
  return { outcome: 'claimed', claim: granted };
}

const isSettled = ({ status, failure }: LivingRecord): boolean =>
  status === 'ready' || (status === 'failed' && failure?.code !== EXHAUSTED);

/** Whether an earlier attempt of the write succeeded and only its response was lost. */
async function ownsLease(connection: Connection, id: MediaId, owner: string): Promise<boolean> {
  const item = await readItem(connection, id);
  return item?.status === 'processing' && item.leaseOwner === owner;
}

/** The rest of another owner's lease: all of it where the lease began between our read and our write. */
function secondsLeft(item: LivingRecord | undefined, leaseSeconds: number, now: number): number {
  const until = item?.status === 'processing' ? item.leaseUntil : undefined;
  return until === undefined ? leaseSeconds : Math.max(1, Math.ceil((until - now) / 1000));
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
