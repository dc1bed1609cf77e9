import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Json, MediaId, Note } from '@galeria/media';
import type { Connection } from './connection.ts';
import { isTombstone, type LivingRecord, readItem } from './item-record.ts';
import {
  type AttemptEnd,
  type Failure,
  FORMAT,
  type RenditionRecord,
  type Status,
} from './model.ts';
import { attemptKey, itemKey, SHELF } from './schema.ts';
import { update } from './update.ts';

/** The condition of everything that only the lease's owner may do. */
const HELD = '#status = :processing AND #leaseOwner = :owner AND #generation = :generation';

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
  const neverAnnounced = 'attribute_not_exists(#pk)';
  const waiting = '#status IN (:received, :stored)';
  const abandoned = '(#status = :processing AND #leaseUntil < :now)';
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
          when: `#generation = :generation AND (${waiting} OR ${abandoned})`,
          values: {
            generation,
            now,
            received: 'received',
            stored: 'stored',
            processing: 'processing',
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

/** Holds on to the item for as long again. False: the lease was lost, or the item was deleted. */
export const renew = (
  connection: Connection,
  { id, generation, owner }: Claim,
  leaseSeconds: number,
): Promise<boolean> =>
  update(connection, itemKey(id), {
    set: { leaseUntil: Date.now() + leaseSeconds * 1000 },
    when: HELD,
    values: { processing: 'processing', owner, generation },
  });

export interface Completion {
  readonly mimeType: string;
  readonly metadata: Readonly<Record<string, Json>>;
  readonly renditions: readonly RenditionRecord[];
  readonly note?: Note | undefined;
  readonly attempt: AttemptEnd;
}

/** Records the renditions and the metadata. False: the lease was lost, or the item was deleted. */
export function complete(
  connection: Connection,
  claimed: Claim,
  { mimeType, metadata, renditions, note, attempt }: Completion,
): Promise<boolean> {
  return settle(connection, claimed, attempt, {
    status: 'ready',
    mimeType,
    metadata,
    renditions,
    note,
  });
}

/** Records a permanent fault of the file. False: the lease was lost, or the item was deleted. */
export function fail(
  connection: Connection,
  claimed: Claim,
  { attempt, ...failure }: Failure & { readonly attempt: AttemptEnd },
): Promise<boolean> {
  return settle(connection, claimed, attempt, { status: 'failed', failure });
}

/** Gives the lease back after a transient fault, so that the redelivery can claim at once. */
export function release(
  connection: Connection,
  claimed: Claim,
  { attempt }: { readonly attempt: AttemptEnd },
): Promise<boolean> {
  return settle(connection, claimed, attempt, { status: 'stored', unsettled: 'stored' });
}

/** Whether the item that was claimed has been deleted since. */
export async function wasDeleted(connection: Connection, { id, generation }: Claim) {
  const item = await readItem(connection, id);
  return item !== undefined && isTombstone(item) && item.generation === generation;
}

/**
 * Ends a claim, in the item and in the ledger. A write whose answer was lost is sent again by the SDK,
 * and then finds its condition gone by its own doing: `settledBy` says so.
 *
 * An end that lasts is in the ledger first: whoever dies in between leaves an attempt too many, and
 * never an item that no attempt accounts for.
 */
async function settle(
  connection: Connection,
  claimed: Claim,
  attempt: AttemptEnd,
  result: { readonly status: Status } & Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { id, generation, owner } = claimed;
  const { status } = result;
  const lasts = status !== 'stored';
  if (lasts) await endAttempt(connection, id, owner, attempt);
  const known = Object.entries(result).filter(([, value]) => value !== undefined);
  const absent = ['note', 'unsettled'].filter((name) => result[name] === undefined);
  const written = await update(connection, itemKey(id), {
    set: {
      ...Object.fromEntries(known),
      settledBy: owner,
      changedAt: new Date().toISOString(),
    },
    remove: ['leaseOwner', 'leaseUntil', ...absent],
    when: HELD,
    values: { processing: 'processing', owner, generation },
  });
  const settled = written ? status : await settledAs(connection, claimed);
  if (settled === undefined) {
    await endAttempt(connection, id, owner, { ...attempt, outcome: 'superseded' });
  } else if (settled === status && !lasts) await endAttempt(connection, id, owner, attempt);
  return settled === status;
}

/** What became of the item by this very claim; undefined where it ended otherwise. */
async function settledAs(connection: Connection, { id, generation, owner }: Claim) {
  const item = await readItem(connection, id);
  if (!item || isTombstone(item) || item.generation !== generation) return undefined;
  return item.settledBy === owner ? item.status : undefined;
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
const endAttempt = (connection: Connection, id: MediaId, owner: string, end: AttemptEnd) =>
  update(connection, attemptKey(id, owner), { set: { ...end }, when: 'attribute_exists(#pk)' });
