import { readAudit } from './audit/reading.ts';
import { audit, forgetNames } from './audit/writing.ts';
import {
  beginDelete,
  reopenDelete,
  settleDeletion,
  stillDeleting,
  uploadsOf,
} from './deletion/tombstone.ts';
import { putKey, readKeys, resetKeys, revokeKey } from './keys/api-keys.ts';
import { claim } from './leases/claim.ts';
import { complete, fail, release, renew, wasDeleted } from './leases/settle.ts';
import { listUnsettled } from './maintenance/list-pending.ts';
import { walkInventory } from './maintenance/scan-inventory.ts';
import { readItems, walkItems } from './maintenance/scan-items.ts';
import { missingWords, removeWordRow, restoreWords } from './maintenance/word-rows.ts';
import { exhaust } from './retries/exhaust.ts';
import { confirmDispatch, findUndispatched } from './retries/pending-dispatch.ts';
import { findStuck, reprocess, requeue } from './retries/requeue.ts';
import { getItem, listItems } from './search/listing.ts';
import { searchItems } from './search/search.ts';
import { type Connection, type ConnectionOptions, connect } from './table/connection.ts';
import { describeAdopted } from './uploads/describe-adopted.ts';
import { confirmStored, describe, registerUpload } from './uploads/register.ts';
import { readUploadRows, uploadRowsOf } from './uploads/upload-rows.ts';

export { type AuditEntry, type AuditPolicy, type UploadRef, uploadEntry } from './audit/entry.ts';
export type { AuditPage, AuditRequest } from './audit/reading.ts';
export type { Burial } from './deletion/tombstone.ts';
export { CatalogError } from './errors.ts';
export type { KeySet } from './keys/api-keys.ts';
export type { Claim, ClaimOutcome, ClaimRequest } from './leases/claim.ts';
export type { Completion } from './leases/settle.ts';
export type { Holding, WordRow } from './maintenance/scan-inventory.ts';
export { wordRowsOf } from './maintenance/word-rows.ts';
export * from './model.ts';
export type { Exhaustion } from './retries/exhaust.ts';
export type { PendingDispatch, Undispatched } from './retries/pending-dispatch.ts';
export { STUCK_AFTER_MS } from './retries/requeue.ts';
export type { ListRequest, Page } from './search/listing.ts';
export type { SearchRequest } from './search/search.ts';
export type { Connection, ConnectionOptions } from './table/connection.ts';
export {
  type ItemRecord,
  isTombstone,
  type LivingRecord,
  type Tombstone,
} from './table/item-record.ts';
export { LONGEST_AUDIT_DAYS, schema } from './table/schema.ts';
export type { Confirmation, Description, Registration } from './uploads/register.ts';
export type { UploadRowRef } from './uploads/upload-rows.ts';

const operations = {
  audit,
  beginDelete,
  claim,
  complete,
  confirmDispatch,
  confirmStored,
  describe,
  describeAdopted,
  exhaust,
  fail,
  findStuck,
  findUndispatched,
  forgetNames,
  get: getItem,
  list: listItems,
  listUnsettled,
  missingWords,
  putKey,
  readAudit,
  readItems,
  readKeys,
  readUploadRows,
  registerUpload,
  release,
  removeWordRow,
  renew,
  reopenDelete,
  reprocess,
  requeue,
  resetKeys,
  restoreWords,
  revokeKey,
  search: searchItems,
  settleDeletion,
  stillDeleting,
  uploadRowsOf,
  uploadsOf,
  walkInventory,
  walkItems,
  wasDeleted,
};

type Bound<Operation> = Operation extends (
  connection: Connection,
  ...rest: infer Rest
) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** The catalog: every operation of this package, bound to one table. */
export type Catalog = {
  readonly [Name in keyof typeof operations]: Bound<(typeof operations)[Name]>;
};

export function openCatalog(options: ConnectionOptions): Catalog & { close(): void } {
  const connection = connect(options);
  const bound = Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (operation as (...all: unknown[]) => unknown).bind(undefined, connection),
    ]),
  ) as Catalog;
  return { ...bound, close: () => connection.client.destroy() };
}
