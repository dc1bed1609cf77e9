import type { MediaId, Metadata, Note } from '@galeria/media';
import type { AttemptEnd, Failure, RenditionRecord, Status } from '../model.ts';
import { addWords } from '../search/indexing.ts';
import { metadataWords } from '../search/item-words.ts';
import type { Connection } from '../table/connection.ts';
import { type ItemRecord, isTombstone, type LivingRecord, readItem } from '../table/item-record.ts';
import { attemptKey, itemKey } from '../table/schema.ts';
import { update } from '../table/update.ts';
import type { Claim } from './claim.ts';

/** The condition of everything that only the lease's owner may do. */
const HELD = '#status = :processing AND #leaseOwner = :owner AND #generation = :generation';

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
  readonly metadata: Metadata;
  readonly renditions: readonly RenditionRecord[];
  /** `recipeOf` the kind that made them. */
  readonly recipe: string;
  readonly note?: Note | undefined;
  readonly attempt: AttemptEnd;
}

/**
 * Records the renditions and the metadata. False: the lease was lost, or the item was deleted.
 *
 * Its words come first, so that what is ready is found.
 */
export async function complete(
  connection: Connection,
  claimed: Claim,
  { mimeType, metadata, renditions, recipe, note, attempt }: Completion,
): Promise<boolean> {
  const item = await readItem(connection, claimed.id);
  if (item && isHeld(item, claimed)) {
    await addWords(connection, item, metadataWords(item.kind, metadata));
  }
  return settle(connection, claimed, attempt, {
    status: 'ready',
    mimeType,
    metadata,
    renditions,
    recipe,
    note,
  });
}

const isHeld = (item: ItemRecord, { owner, generation }: Claim): item is LivingRecord =>
  !isTombstone(item) && item.leaseOwner === owner && item.generation === generation;

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

/** Whether the item that was claimed has been deleted since, by whichever deletion stands now. */
export async function wasDeleted(connection: Connection, { id, generation }: Claim) {
  const item = await readItem(connection, id);
  return item !== undefined && isTombstone(item) && item.generation >= generation;
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

/** Ends an entry of the ledger; one that was taken away with its item is not written again. */
const endAttempt = (connection: Connection, id: MediaId, owner: string, end: AttemptEnd) =>
  update(connection, attemptKey(id, owner), { set: { ...end }, when: 'attribute_exists(#pk)' });
