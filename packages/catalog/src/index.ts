import { describeAdopted } from './adopted.ts';
import { putKey, readKeys, resetKeys, revokeKey } from './api-keys.ts';
import { readAudit } from './audit/reading.ts';
import { audit, forgetNames } from './audit/writing.ts';
import { claim } from './claim.ts';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import { beginDelete, reopenDelete, settleDeletion, stillDeleting, uploadsOf } from './deletion.ts';
import { confirmDispatch, findUndispatched } from './dispatching.ts';
import { exhaust } from './exhaustion.ts';
import { walkInventory } from './inventory.ts';
import { getItem, listItems } from './listing.ts';
import { findStuck, reprocess, requeue } from './retrying.ts';
import { missingWords, removeWordRow, restoreWords } from './search/checking.ts';
import { searchItems } from './search/search.ts';
import { complete, fail, release, renew, wasDeleted } from './settle.ts';
import { listUnsettled } from './unsettled.ts';
import { readUploadRows, uploadRowsOf } from './upload-rows.ts';
import { confirmStored, describe, registerUpload } from './uploads.ts';
import { readItems, walkItems } from './walking.ts';

export type { KeySet } from './api-keys.ts';
export { type AuditEntry, type AuditPolicy, type UploadRef, uploadEntry } from './audit/entry.ts';
export type { AuditPage, AuditRequest } from './audit/reading.ts';
export type { Claim, ClaimOutcome, ClaimRequest } from './claim.ts';
export type { Connection, ConnectionOptions } from './connection.ts';
export type { Burial } from './deletion.ts';
export type { PendingDispatch, Undispatched } from './dispatching.ts';
export { CatalogError } from './errors.ts';
export type { Exhaustion } from './exhaustion.ts';
export type { Holding, WordRow } from './inventory.ts';
export { type ItemRecord, isTombstone, type LivingRecord, type Tombstone } from './item-record.ts';
export type { ListRequest, Page } from './listing.ts';
export * from './model.ts';
export { STUCK_AFTER_MS } from './retrying.ts';
export { LONGEST_AUDIT_DAYS, schema } from './schema.ts';
export { wordRowsOf } from './search/checking.ts';
export type { SearchRequest } from './search/search.ts';
export type { Completion } from './settle.ts';
export type { UploadRowRef } from './upload-rows.ts';
export type { Confirmation, Description, Registration } from './uploads.ts';

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
