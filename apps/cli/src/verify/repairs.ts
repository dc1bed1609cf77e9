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

/** Has an item processed again. */
export async function dispatchAgain(access: Access, item: LivingRecord): Promise<string> {
  const pending = await access.catalog.reprocess(item.id, item);
  if (!pending) return 'left it alone: it changed meanwhile';
  await dispatchPending(access, { ...pending, kind: item.kind });
  return 'asked for it to be processed again';
}

/** What recovering items and uploads of a stack takes. */
export const recoveryTools = (access: Access): RecoveryTools => ({
  ...access,
  audit: access.stack.audit,
  dispatch: (original) => dispatch(access, original),
});

/** Creates the item of an original again: from its upload rows, or else from the original alone. */
export async function restoreItem(access: Access, key: string): Promise<string> {
  const original = parseOriginalKey(key);
  if (!original) return 'left it alone: its name is none of ours';
  if (await recoverItem(recoveryTools(access), original)) {
    return 'registered its uploads again';
  }
  await dispatch(access, original);
  return 'asked for it to be processed, which creates an item without a file name';
}

/** Deletes every version of an object of the gallery, which can be made again. */
export async function removeRendition({ s3, stack }: Access, key: string): Promise<string> {
  await removeObject(s3, stack.galleryBucket, key);
  return 'deleted it';
}
