import { defined, type Kind, type MediaId, type Metadata, type Note } from '@galeria/media';
import type { AttemptEnd, Failure, RenditionRecord, Status } from '../model.ts';
import { changeInternals, changeItem } from '../table/change-item.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { attemptKey } from '../table/schema.ts';
import { storable } from '../table/storable.ts';
import { update } from '../table/update.ts';
import type { Claim } from './claim.ts';

const IS_PROCESSING = '#status = :processing';
const IS_OWNER = '#leaseOwner = :owner';
const SAME_GENERATION = '#generation = :generation';
/** Condition: the claim still owns the lease. */
const OWNS_LEASE = `${IS_PROCESSING} AND ${IS_OWNER} AND ${SAME_GENERATION}`;

export const renew = (
  connection: Connection,
  { id, generation, owner }: Claim,
  leaseSeconds: number,
): Promise<boolean> =>
  changeInternals(connection, id, {
    set: { leaseUntil: Date.now() + leaseSeconds * 1000 },
    when: OWNS_LEASE,
    values: { processing: 'processing', owner, generation },
  });

/** The result of a processor, with the metadata of the item's kind. */
export interface Completion<K extends Kind = Kind> {
  readonly mimeType: string;
  readonly metadata: Metadata<K>;
  readonly renditions: readonly RenditionRecord[];
  /** `recipeOf` the kind that made them. */
  readonly recipe: string;
  readonly note?: Note | undefined;
  readonly attempt: AttemptEnd;
}

export async function complete<K extends Kind>(
  connection: Connection,
  claimed: Claim<K>,
  { mimeType, metadata, renditions, recipe, note, attempt }: Completion<K>,
): Promise<boolean> {
  if (connection.checkMetadata) {
    const item = await readItem(connection, claimed.id);
    if (item && ownsLease(item, claimed)) connection.checkMetadata(item.kind, metadata);
  }
  return settle(connection, claimed, attempt, {
    status: 'ready',
    mimeType,
    metadata: storable(metadata),
    renditions,
    recipe,
    note,
  });
}

const ownsLease = (item: ItemRecord, { owner, generation }: Claim): item is LivingRecord =>
  !isTombstone(item) && item.leaseOwner === owner && item.generation === generation;

export function fail(
  connection: Connection,
  claimed: Claim,
  { attempt, ...failure }: Failure & { readonly attempt: AttemptEnd },
): Promise<boolean> {
  return settle(connection, claimed, attempt, { status: 'failed', failure });
}

export function release(
  connection: Connection,
  claimed: Claim,
  { attempt }: { readonly attempt: AttemptEnd },
): Promise<boolean> {
  return settle(connection, claimed, attempt, { status: 'stored', unsettled: 'stored' });
}

/**
 * Ends a claim, in the item and in its attempt. The SDK repeats a write whose response was lost; the
 * repetition then fails its condition because of the first write, which `settledBy` shows.
 *
 * A permanent end is recorded in the attempt first: a crash in between leaves an extra attempt, never an
 * item without the attempt that settled it.
 */
async function settle(
  connection: Connection,
  claimed: Claim,
  attempt: AttemptEnd,
  result: { readonly status: Status } & Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { id, generation, owner } = claimed;
  const { status } = result;
  const isPermanent = status !== 'stored';
  if (isPermanent) await endAttempt(connection, id, owner, attempt);
  const absent = ['note', 'unsettled'].filter((name) => result[name] === undefined);
  const written = await changeItem(connection, id, {
    set: { ...defined(result), settledBy: owner },
    remove: ['leaseOwner', 'leaseUntil', ...absent],
    when: OWNS_LEASE,
    values: { processing: 'processing', owner, generation },
  });
  const settled = written ? status : await settledAs(connection, claimed);
  if (settled === undefined) {
    await endAttempt(connection, id, owner, { ...attempt, outcome: 'superseded' });
  } else if (settled === status && !isPermanent) await endAttempt(connection, id, owner, attempt);
  return settled === status;
}

/** The status that this claim gave the item; undefined where something else did. */
async function settledAs(connection: Connection, { id, generation, owner }: Claim) {
  const item = await readItem(connection, id);
  if (!item || isTombstone(item) || item.generation !== generation) return undefined;
  return item.settledBy === owner ? item.status : undefined;
}

/** Records the end of an attempt. An attempt that was deleted with its item is not created again. */
function endAttempt(connection: Connection, id: MediaId, owner: string, end: AttemptEnd) {
  const attemptExists = 'attribute_exists(#pk)';
  return update(connection, attemptKey(id, owner), { set: { ...end }, when: attemptExists });
}
