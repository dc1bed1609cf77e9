import type { Kind, MediaId, UploadId } from '@galeria/media';
import type { Album, AlbumChange, AlbumFields, AlbumOutcome } from './albums/album.ts';
import type { AlbumPage } from './albums/albums.ts';
import type { AuditEntry, AuditPolicy, UploadRef } from './audit/entry.ts';
import type { AuditPage, AuditRequest } from './audit/read.ts';
import type { ItemChangeEntry } from './changes/read-changes.ts';
import type { BinRequest } from './deletion/bin.ts';
import type { DeleteRequest, OpenDeletion } from './deletion/tombstone.ts';
import type { Edit } from './edits/apply-edit.ts';
import type { EditOutcome } from './edits/edit-item.ts';
import type { EditTarget } from './edits/edits.ts';
import type { KeySet } from './keys/api-keys.ts';
import type { Claim, ClaimOutcome, ClaimRequest } from './leases/claim.ts';
import type { Completion } from './leases/settle.ts';
import type { ObsoleteRow } from './maintenance/obsolete.ts';
import type { InventoryPage } from './maintenance/scan-inventory.ts';
import type { ItemPage, ItemScan } from './maintenance/scan-items.ts';
import type {
  ApiKey,
  AttemptEnd,
  DeletedGeneration,
  Failure,
  MediaItem,
  MediaSummary,
  UploadRecord,
} from './model.ts';
import type { Exhaustion } from './retries/mark-retries-exhausted.ts';
import type { PendingDispatch, Undispatched } from './retries/pending-dispatch.ts';
import type { Seen } from './retries/requeue.ts';
import type { Session } from './sessions/sessions.ts';
import type { DropAmount, Share, ShareFields, SharePage } from './shares/share.ts';
import type { ItemRecord, LivingRecord, Tombstone } from './table/item-record.ts';
import type { Confirmation, Description, Registration } from './uploads/registration.ts';
import type { UploadRowRef } from './uploads/upload-rows.ts';

/**
 * The catalog of one gallery: its items, uploads, audit and API keys, in one DynamoDB table.
 *
 * Every change is one conditional write to one record. "Repeatable" means that calling the method again,
 * also after a crash or at the same time as another process, leads to the same result.
 *
 * Every method throws what the DynamoDB client throws when the table is unreachable. Where a condition
 * was not met because of another process, the methods that read and write try again, and throw
 * `CatalogError` `contended` after five attempts.
 */
export interface Catalog {
  // Uploads

  /** Reads the state of an item: what acceptance needs to assign a generation to an upload. */
  describe(id: MediaId): Promise<Description>;

  /** The same for several items at a time, with as few requests as possible. */
  describeAll(ids: readonly MediaId[]): Promise<Map<MediaId, Description>>;

  /**
   * Adds an upload to its item. Creates the item, or starts a new generation of a deleted one, where
   * needed. Repeatable: an upload row is keyed by its ULID, and the upload's generation keeps a late
   * repetition from reviving a deleted item.
   *
   * @throws CatalogError `contended`
   */
  registerUpload(upload: UploadRecord): Promise<Registration>;

  /**
   * Marks an original as stored: `received` becomes `stored`, and any other status stays. Repeatable.
   *
   * @param now milliseconds since 1970, against which the lease of a `processing` item is compared
   */
  confirmStored(id: MediaId, generation: number, now?: number): Promise<Confirmation>;

  /**
   * Gives an item that a processor created from its original alone the file name, MIME type and times
   * of its upload. Any other item stays as it is. Repeatable.
   *
   * @returns whether the item was changed
   * @throws CatalogError `contended`
   */
  describeAdopted(upload: UploadRecord): Promise<boolean>;

  /** Reads upload rows by their keys, with eventual consistency. Rows that do not exist are left out. */
  readUploadRows(refs: readonly UploadRowRef[]): Promise<Map<UploadId, UploadRecord>>;

  /** Reads all upload rows of an item, of every generation, also if the item's own row is missing. */
  uploadRowsOf(id: MediaId): Promise<UploadRecord[]>;

  // Leases

  /**
   * Takes the lease on an item and records the start of an attempt. Creates an item that has no upload.
   * Repeatable by the same owner while the lease runs; of several owners at a time, one succeeds.
   */
  claim<K extends Kind>(id: MediaId, request: ClaimRequest<K>): Promise<ClaimOutcome<K>>;

  /**
   * Extends a lease to so many seconds from now.
   *
   * @returns false where the claim lost the lease or the item was deleted
   */
  renew(claim: Claim, leaseSeconds: number): Promise<boolean>;

  /**
   * Records the renditions and metadata: the item becomes `ready`. Repeatable.
   *
   * @returns false where the claim lost the lease or the item was deleted
   * @throws what the option `checkMetadata` throws
   */
  complete<K extends Kind>(claim: Claim<K>, completion: Completion<K>): Promise<boolean>;

  /**
   * Records a permanent fault of the file: the item becomes `failed`. Repeatable.
   *
   * @returns false where the claim lost the lease or the item was deleted
   */
  fail(claim: Claim, failure: Failure & { readonly attempt: AttemptEnd }): Promise<boolean>;

  /**
   * Releases the lease after a transient fault, so that the redelivered message can claim the item at
   * once: the item becomes `stored`. Repeatable.
   *
   * @returns false where the claim lost the lease or the item was deleted
   */
  release(claim: Claim, end: { readonly attempt: AttemptEnd }): Promise<boolean>;

  // Deletion

  /**
   * Moves an item to the bin, from where an upload that is accepted later takes it out again. Objects,
   * uploads and edits stay.
   *
   * @returns false where the item is unknown, deleted, or in the bin already
   * @throws CatalogError `contended`
   */
  moveToBin(id: MediaId, request?: BinRequest): Promise<boolean>;

  /**
   * Takes an item out of the bin.
   *
   * @returns undefined where it is not in the bin
   * @throws CatalogError `contended`
   */
  restore(id: MediaId): Promise<MediaSummary | undefined>;

  /**
   * Writes the tombstone of an item. The caller then deletes the objects and calls `settleDeletion`.
   * Not idempotent on purpose: calling it again during a deletion includes uploads accepted since then.
   *
   * @returns undefined where the item was already deleted and no later upload is known
   * @throws CatalogError `contended`
   */
  beginDelete(id: MediaId, request?: DeleteRequest): Promise<DeletedGeneration | undefined>;

  /**
   * Finds the deletion of an item that is under way, and reopens a settled one for objects that arrived
   * late. Repeatable; only the call that reopened it returns `reopened: true`.
   *
   * @returns undefined where a later generation is alive and nothing is to be deleted
   * @throws CatalogError `contended`
   */
  reopenDelete(deleted: DeletedGeneration): Promise<OpenDeletion | undefined>;

  /**
   * Whether this deletion is the present one and not settled. Objects listed **before** this returned
   * true belong to the deleted generation or an earlier one: a later one cannot begin before the
   * deletion is settled.
   */
  stillDeleting(deleted: DeletedGeneration): Promise<boolean>;

  /** Whether a deletion of the item, of any generation, is not complete. */
  isDeletionOpen(id: MediaId): Promise<boolean>;

  /**
   * Finds up to `limit` deletions that are not complete and without a change for
   * `REQUEST_ERASURE_AGAIN_MS`, the longest waiting first.
   */
  findOpenDeletions(options: {
    readonly limit: number;
    readonly now?: number;
  }): Promise<Tombstone[]>;

  /**
   * Takes an open deletion to complete it.
   *
   * @param seen the tombstone as `findOpenDeletions` returned it
   * @returns false where another caller took it, or it has changed since
   */
  takeOpenDeletion(seen: Tombstone): Promise<boolean>;

  /** Whether this generation of an item was deleted, by this or a later deletion. */
  wasDeleted(generation: DeletedGeneration): Promise<boolean>;

  /** Lists the uploads of the deleted generation and of all before it. */
  uploadsOf(deleted: DeletedGeneration): Promise<UploadRef[]>;

  /**
   * Deletes the uploads and attempts of a deleted item, and marks the deletion as settled. Repeatable.
   *
   * @returns false where a later deletion has replaced this one and is to be completed
   */
  settleDeletion(deleted: DeletedGeneration): Promise<boolean>;

  // Retries

  /**
   * Returns a failed item to `stored`, or one whose processing message was not confirmed as sent. The
   * caller sends the message, then calls `confirmDispatch`.
   *
   * @returns undefined for any other item
   */
  requeue(id: MediaId, generation: number): Promise<PendingDispatch | undefined>;

  /**
   * Returns an item to `stored`, whatever its status, so that it is processed again; its renditions stay
   * until then. The caller sends the message, then calls `confirmDispatch`.
   *
   * @param seen the item as the caller read it
   * @returns undefined where the item has changed since: of several callers, one succeeds
   */
  reprocess(id: MediaId, seen: Seen): Promise<PendingDispatch | undefined>;

  /**
   * Records that the processing message of an item was sent.
   *
   * @returns false where it was recorded before, a processor has claimed the item, the item was deleted,
   *   or another message was requested since
   */
  confirmDispatch(pending: PendingDispatch): Promise<boolean>;

  /**
   * Marks an item as failed because its message reached the receive limit. Repeatable.
   *
   * @returns `busy` where a processor owns the lease
   */
  markRetriesExhausted(id: MediaId, options?: { readonly now?: number }): Promise<Exhaustion>;

  /** Finds up to `limit` items whose processing message may never have been sent. */
  findUndispatched(options: { readonly limit: number }): Promise<Undispatched[]>;

  /**
   * Finds pending items without progress for `STUCK_AFTER_MS`, the longest waiting first: `processing`
   * items whose lease lapsed, then `stored` ones. Up to `limit` of each.
   */
  findStuck(options: { readonly limit: number; readonly now?: number }): Promise<LivingRecord[]>;

  /**
   * Lists `stored` and `processing` items whose status was last set before a time, the oldest of each
   * status first, in pages.
   *
   * @param before RFC 3339, UTC
   */
  listPending(before: string): AsyncGenerator<LivingRecord[]>;

  // Items

  /** Reads an item with its newest uploads and attempts; undefined where it is absent or deleted. */
  get(id: MediaId): Promise<MediaItem | undefined>;

  /**
   * Changes what the owner says about an item. What the file says stays, so neither a processor nor a
   * repetition of any event changes an edit, and a null takes it back. Repeatable: the same edit again
   * changes nothing. The edits of an item are deleted with it.
   *
   * @throws CatalogError `contended`, `too-many-tags`
   */
  edit(target: EditTarget, edit: Edit): Promise<EditOutcome>;

  /**
   * Adds an item to an album at a position, moves it there, or with null removes it. The item's own
   * record holds its albums, as it holds its edits. Repeatable.
   *
   * @throws CatalogError `contended`, `too-many-albums`
   */
  placeInAlbum(target: EditTarget, album: string, position: string | null): Promise<EditOutcome>;

  // Albums

  /**
   * Creates an album.
   *
   * @throws CatalogError `albums-full`
   */
  createAlbum(fields: AlbumFields): Promise<Album>;

  /** Reads an album with strong consistency. */
  readAlbum(id: string): Promise<Album | undefined>;

  /**
   * Lists albums, the newest first.
   *
   * @throws CatalogError `bad-cursor`
   */
  readAlbums(request: { readonly limit: number; readonly cursor?: string }): Promise<AlbumPage>;

  /** Changes the fields of an album. Repeatable. @throws CatalogError `contended` */
  changeAlbum(target: {
    readonly id: string;
    /** Whether the change may replace this revision. Without it, it replaces any. */
    readonly replaces?: (revision: string) => boolean;
    readonly change: AlbumChange;
  }): Promise<AlbumOutcome>;

  /** Deletes an album, but no item. Repeatable. @returns whether it existed */
  deleteAlbum(id: string): Promise<boolean>;

  // Links for visitors

  /**
   * Creates a link to items, or for uploads.
   *
   * @throws CatalogError `shares-full`
   */
  createShare(fields: ShareFields): Promise<Share>;

  /** Reads a link with strong consistency, also one that has ended. */
  readShare(id: string): Promise<Share | undefined>;

  /**
   * Lists links, the newest first.
   *
   * @throws CatalogError `bad-cursor`
   */
  readShares(request: { readonly limit: number; readonly cursor?: string }): Promise<SharePage>;

  /** Deletes a link, which ends it at once. Repeatable. @returns whether it existed */
  deleteShare(id: string): Promise<boolean>;

  /** Adds to the views of a link. Not repeatable. @returns whether the link exists */
  countViews(id: string, use: { readonly views: number; readonly at: string }): Promise<boolean>;

  /**
   * Takes files and bytes from what a drop may still receive. Not repeatable.
   *
   * @returns false if that much is not left, and if the link has ended
   */
  takeFromDrop(
    share: Pick<Share, 'id' | 'maxFiles' | 'maxBytes'>,
    amount: DropAmount,
  ): Promise<boolean>;

  /** Returns files and bytes that were taken for uploads which were not kept. Not repeatable. */
  giveBackToDrop(id: string, amount: DropAmount): Promise<boolean>;

  // Audit

  /** Writes an audit entry unless it exists. Repeatable. */
  audit(entry: AuditEntry, policy: AuditPolicy): Promise<void>;

  /**
   * Reads unexpired audit entries in the order of their time.
   *
   * @throws CatalogError `bad-cursor`, `bad-range`
   */
  readAudit(request: AuditRequest): Promise<AuditPage>;

  /** Removes the file names of uploads from their audit entries where the policy says so. Repeatable. */
  forgetNames(uploads: readonly UploadRef[]): Promise<void>;

  // Keys

  /** Reads all API keys, and whether requests need one. */
  readKeys(): Promise<KeySet>;

  /** Creates or replaces an API key. From then on requests need one. Repeatable. */
  putKey(key: ApiKey): Promise<void>;

  /**
   * Deletes an API key. Requests still need one, even if none is left. Repeatable.
   *
   * @param hash SHA-256 of the token, in hexadecimal
   * @returns whether the key existed
   */
  revokeKey(hash: string): Promise<boolean>;

  /** Deletes all API keys. From then on requests need none. Repeatable. */
  resetKeys(): Promise<void>;

  // Sessions

  /** Begins a session. Repeatable. */
  putSession(session: Session): Promise<void>;

  /** Reads a session with strong consistency. Undefined if it has ended. */
  readSession(id: string): Promise<Session | undefined>;

  /** Lists sessions, the newest first. */
  readSessions(): Promise<readonly Session[]>;

  /** Ends a session. Repeatable. @returns whether it existed */
  deleteSession(id: string): Promise<boolean>;

  // Changes

  /**
   * Reads the last change of each item that was changed at or after a time by the clock of its writer,
   * in pages and in no order. An item that changes meanwhile may come twice. A write appears within
   * about a second after its response.
   *
   * @param since RFC 3339, UTC
   */
  readChanges(request: { readonly since: string }): AsyncGenerator<ItemChangeEntry[]>;

  /**
   * Stamps a change that an earlier release wrote, so that `readChanges` returns it, and adds the file
   * names that the record lacks.
   *
   * @returns false where the record has a stamp or has changed since it was read
   */
  stampItem(record: ItemRecord): Promise<boolean>;

  // Maintenance

  /** Scans all item records, tombstones included, in no order, with one page in memory at a time. */
  scanItems(): AsyncGenerator<ItemRecord>;

  /**
   * Scans all item records, tombstones included, in no order, in pages of up to 1 MB.
   *
   * @throws CatalogError `bad-cursor`
   */
  scanItemPages(scan?: ItemScan): AsyncGenerator<ItemPage>;

  /** Scans all items, tombstones included, with their upload rows, in no order, in pages. */
  scanInventory(): AsyncGenerator<InventoryPage>;

  /**
   * Reads item records by their ids. Absent items are left out.
   *
   * @param options `consistent`: false, the default, reads with eventual consistency for half the price
   */
  readItems(
    ids: readonly MediaId[],
    options?: { readonly consistent?: boolean },
  ): Promise<Map<MediaId, ItemRecord>>;

  // Clean-up of data that only earlier releases read

  /**
   * Takes or renews the right to delete these rows, for `CLEANUP.leaseMs`. Two owners at a time would do no harm,
   * but DynamoDB charges for deleting a row twice.
   *
   * @returns false where another owner has the right
   */
  leaseCleanup(owner: string): Promise<boolean>;

  /** Deletes search rows, and the attributes of the listing indexes from items. Repeatable. */
  removeObsolete(rows: readonly ObsoleteRow[]): Promise<void>;

  /** Ends the lease of this owner. Repeatable. */
  endCleanup(owner: string): Promise<boolean>;
}
