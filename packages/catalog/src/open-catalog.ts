import { changeAlbum, createAlbum, deleteAlbum, readAlbum, readAlbums } from './albums/albums.ts';
import { readAudit } from './audit/read.ts';
import { audit, forgetNames } from './audit/write.ts';
import type { Catalog } from './catalog.ts';
import { readChanges } from './changes/read-changes.ts';
import { stampItem } from './changes/stamp.ts';
import { moveToBin, restoreFromBin } from './deletion/bin.ts';
import { uploadsOf } from './deletion/child-records.ts';
import { findOpenDeletions, isDeletionOpen, takeOpenDeletion } from './deletion/open-deletions.ts';
import {
  beginDelete,
  reopenDelete,
  settleDeletion,
  stillDeleting,
  wasDeleted,
} from './deletion/tombstone.ts';
import { editItem, placeInAlbum } from './edits/edit-item.ts';
import { getItem } from './items/get-item.ts';
import { putKey, readKeys, resetKeys, revokeKey } from './keys/api-keys.ts';
import { claim } from './leases/claim.ts';
import { complete, fail, release, renew } from './leases/settle.ts';
import { endCleanup, leaseCleanup, removeObsolete } from './maintenance/obsolete.ts';
import { scanInventory } from './maintenance/scan-inventory.ts';
import { scanItemPages, scanItems } from './maintenance/scan-items.ts';
import { listPending } from './retries/list-pending.ts';
import { markRetriesExhausted } from './retries/mark-retries-exhausted.ts';
import { confirmDispatch, findUndispatched } from './retries/pending-dispatch.ts';
import { findStuck, reprocess, requeue } from './retries/requeue.ts';
import { deleteSession, putSession, readSession, readSessions } from './sessions/sessions.ts';
import {
  countViews,
  createShare,
  deleteShare,
  giveBackToDrop,
  readShare,
  readShares,
  takeFromDrop,
} from './shares/shares.ts';
import { type Connection, type ConnectionOptions, connect } from './table/connection.ts';
import { readItems } from './table/read-items.ts';
import { describeAdopted } from './uploads/describe-adopted.ts';
import { confirmStored, describe, describeAll, registerUpload } from './uploads/registration.ts';
import { readUploadRows, uploadRowsOf } from './uploads/upload-rows.ts';

/** Opens the catalog in a table that has the shape of `schema`. */
export function openCatalog(options: ConnectionOptions): Catalog {
  const connection = connect(options);
  const bind =
    <Args extends unknown[], Result>(
      operation: (connection: Connection, ...args: Args) => Result,
    ): ((...args: Args) => Result) =>
    (...args) =>
      operation(connection, ...args);
  return {
    describe: bind(describe),
    describeAll: bind(describeAll),
    registerUpload: bind(registerUpload),
    confirmStored: bind(confirmStored),
    describeAdopted: bind(describeAdopted),
    readUploadRows: bind(readUploadRows),
    uploadRowsOf: bind(uploadRowsOf),

    claim: bind(claim),
    renew: bind(renew),
    complete: bind(complete),
    fail: bind(fail),
    release: bind(release),

    moveToBin: bind(moveToBin),
    restore: bind(restoreFromBin),
    beginDelete: bind(beginDelete),
    reopenDelete: bind(reopenDelete),
    stillDeleting: bind(stillDeleting),
    isDeletionOpen: bind(isDeletionOpen),
    findOpenDeletions: bind(findOpenDeletions),
    takeOpenDeletion: bind(takeOpenDeletion),
    wasDeleted: bind(wasDeleted),
    uploadsOf: bind(uploadsOf),
    settleDeletion: bind(settleDeletion),

    requeue: bind(requeue),
    reprocess: bind(reprocess),
    confirmDispatch: bind(confirmDispatch),
    markRetriesExhausted: bind(markRetriesExhausted),
    findUndispatched: bind(findUndispatched),
    findStuck: bind(findStuck),
    listPending: bind(listPending),

    get: bind(getItem),
    edit: bind(editItem),
    placeInAlbum: bind(placeInAlbum),

    createAlbum: bind(createAlbum),
    readAlbum: bind(readAlbum),
    readAlbums: bind(readAlbums),
    changeAlbum: bind(changeAlbum),
    deleteAlbum: bind(deleteAlbum),

    createShare: bind(createShare),
    readShare: bind(readShare),
    readShares: bind(readShares),
    deleteShare: bind(deleteShare),
    countViews: bind(countViews),
    takeFromDrop: bind(takeFromDrop),
    giveBackToDrop: bind(giveBackToDrop),

    audit: bind(audit),
    readAudit: bind(readAudit),
    forgetNames: bind(forgetNames),

    readKeys: bind(readKeys),
    putKey: bind(putKey),
    revokeKey: bind(revokeKey),
    resetKeys: bind(resetKeys),

    putSession: bind(putSession),
    readSession: bind(readSession),
    readSessions: bind(readSessions),
    deleteSession: bind(deleteSession),

    readChanges: bind(readChanges),
    stampItem: bind(stampItem),

    scanItems: bind(scanItems),
    scanItemPages: bind(scanItemPages),
    scanInventory: bind(scanInventory),
    readItems: bind(readItems),
    leaseCleanup: bind(leaseCleanup),
    removeObsolete: bind(removeObsolete),
    endCleanup: bind(endCleanup),
  };
}
