export type { Album, AlbumChange, AlbumFields, AlbumOutcome } from './albums/album.ts';
export type { AlbumPage } from './albums/albums.ts';
export { type AuditEntry, type AuditPolicy, type UploadRef, uploadEntry } from './audit/entry.ts';
export type { AuditPage, AuditRequest } from './audit/read.ts';
export type { Catalog } from './catalog.ts';
export type { ItemChangeEntry } from './changes/read-changes.ts';
export type { BinRequest } from './deletion/bin.ts';
export type { DeleteRequest, OpenDeletion } from './deletion/tombstone.ts';
export type { Edit, TagChange } from './edits/apply-edit.ts';
export { editTags } from './edits/apply-edit.ts';
export type { EditOutcome } from './edits/edit-item.ts';
export type {
  DateEdit,
  Edits,
  EditTarget,
  EditValues,
  PlaceEdit,
  TagEdit,
} from './edits/edits.ts';
export { CatalogError } from './errors.ts';
export type { KeySet } from './keys/api-keys.ts';
export type { Claim, ClaimOutcome, ClaimRequest } from './leases/claim.ts';
export type { Completion } from './leases/settle.ts';
export type { ObsoleteRow } from './maintenance/obsolete.ts';
export type { InventoryPage } from './maintenance/scan-inventory.ts';
export type { ItemPage, ItemScan } from './maintenance/scan-items.ts';
export * from './model.ts';
export { openCatalog } from './open-catalog.ts';
export type { Exhaustion } from './retries/mark-retries-exhausted.ts';
export type { PendingDispatch, Undispatched } from './retries/pending-dispatch.ts';
export { STUCK_AFTER_MS } from './retries/requeue.ts';
export type { Session } from './sessions/sessions.ts';
export type {
  DropAmount,
  PasswordHash,
  Share,
  ShareFields,
  SharePage,
} from './shares/share.ts';
export type { ConnectionOptions } from './table/connection.ts';
export {
  type ItemRecord,
  isStamped,
  isTombstone,
  type LivingRecord,
  type Stamp,
  type Tombstone,
  toSummary,
} from './table/item-record.ts';
export { BIN_DAYS, LONGEST_AUDIT_DAYS, LONGEST_BIN_DAYS, schema } from './table/schema.ts';
export type { Confirmation, Description, Registration } from './uploads/registration.ts';
export type { UploadRowRef } from './uploads/upload-rows.ts';
