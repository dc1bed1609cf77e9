import type { LivingRecord } from '@galeria/catalog';
import {
  dispatch,
  dispatchPending,
  type RecoveryTools,
  recoverItem,
  removeObject,
} from '@galeria/cloud';
import { parseOriginalKey } from '@galeria/media';
import type { Access } from '../access.ts';

/** Queues an item for processing again. */
export async function dispatchAgain(access: Access, item: LivingRecord): Promise<string> {
  const pending = await access.catalog.reprocess(item.id, item);
  if (!pending) return 'skipped: the item changed in the meantime';
  await dispatchPending(access, { ...pending, kind: item.kind });
  return 'queued for processing';
}

/** The clients and settings that recovery needs. */
export const recoveryTools = (access: Access): RecoveryTools => ({
  ...access,
  audit: access.stack.audit,
  dispatch: (original) => dispatch(access, original),
});

/**
 * Recreates the item of an original from its upload rows, or from the original alone if there are none.
 */
export async function restoreItem(access: Access, key: string): Promise<string> {
  const original = parseOriginalKey(key);
  if (!original) return 'skipped: the key is invalid';
  if (await recoverItem(recoveryTools(access), original)) {
    return 'registered its uploads again';
  }
  await dispatch(access, original);
  return 'queued for processing, which creates an item without a file name';
}

/** Deletes every version of a rendition, which processing can recreate. */
export async function removeRendition({ s3, stack }: Access, key: string): Promise<string> {
  await removeObject(s3, stack.galleryBucket, key);
  return 'deleted the object';
}
