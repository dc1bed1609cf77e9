import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MediaId } from '@galeria/media';
import { EXHAUSTED, FORMAT } from '../model.ts';
import type { Connection } from '../table/connection.ts';
import { isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { attemptKey, itemKey, SHELF } from '../table/schema.ts';
import { update } from '../table/update.ts';
import { LEASE_LAPSED, leaseClock } from './lease-end.ts';

export interface ClaimRequest {
  readonly kind: string;
  /** The attempt's ULID: it owns the lease and names the ledger's entry. */
  readonly owner: string;
  /** How long nobody else may work on the item, unless the lease is renewed. */
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
  /** Another processor holds the lease, for so long if it is not renewed: give the message back. */
  | { readonly outcome: 'busy'; readonly seconds: number }
  /** A tombstone: nothing is to be done. */
  | { readonly outcome: 'deleted' };

/**
 * Takes the lease on an item and opens an entry in the ledger.
 *
 * ```
 * received, stored ───────────────────► claimed
 * processing, lease lapsed ───────────► claimed    its processor died
 * processing, lease running ──────────► busy
 * failed: retries-exhausted ──────────► claimed    another message of it was given up before this one
 * ready, failed ──────────────────────► settled    a redelivery, not an attempt
 * ```
 *
 * Giving up says nothing of the file. So an item that was given up by one message, while another one
 * of it still waited, is what that other one makes of it.
 */
export async function claim(
  connection: Connection,
  id: MediaId,
  { kind, owner, leaseSeconds, size = 0, now = Date.now() }: ClaimRequest,
): Promise<ClaimOutcome> {
  const startedAt = new Date(now).toISOString();
  const item = await readItem(connection, id);
  if (item && isTombstone(item)) return { outcome: 'deleted' };
  if (item && isSettled(item)) return { outcome: 'settled' };

  const generation = item?.generation ?? 1;
  const neverAnnounced = 'attribute_not_exists(#pk)';
  const waiting = '#status IN (:received, :stored)';
  const abandoned = `(#status = :processing AND ${LEASE_LAPSED})`;
  const givenUp = '(#status = :failed AND #failure.#code = :exhausted)';
  const taken = await update(connection, itemKey(id), {
    set: {
      status: 'processing',
      changedAt: startedAt,
      leaseOwner: owner,
      leaseUntil: now + leaseSeconds * 1000,
      id,
      kind,
      generation,
      shelf: SHELF,
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
          when: `#generation = :generation AND (${waiting} OR ${abandoned} OR ${givenUp})`,
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
      : { when: neverAnnounced }),
  });
  if (!taken && !(await isOwner(connection, id, owner))) {
    return { outcome: 'busy', seconds: secondsLeft(item, leaseSeconds, now) };
  }
  const granted: Claim = { id, generation, owner, startedAt };
  await openAttempt(connection, granted);
  return { outcome: 'claimed', claim: granted };
}

const isSettled = ({ status, failure }: LivingRecord): boolean =>
  status === 'ready' || (status === 'failed' && failure?.code !== EXHAUSTED);

/** Whether the lease was taken after all: by a write whose answer was lost, and that was sent again. */
async function isOwner(connection: Connection, id: MediaId, owner: string): Promise<boolean> {
  const item = await readItem(connection, id);
  return item?.status === 'processing' && item.leaseOwner === owner;
}

/** Of another's lease; a whole one where it was taken between our read and our write. */
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
