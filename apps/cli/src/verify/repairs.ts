import { DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { LivingRecord } from '@galeria/catalog';
import { parseOriginalKey } from '@galeria/media';
import type { Access } from '../access.ts';
import { dispatch } from '../dispatch.ts';

/** Has an item processed again. */
export async function dispatchAgain(access: Access, item: LivingRecord): Promise<string> {
  const pending = await access.catalog.reprocess(item.id, item);
  if (!pending) return 'left it alone: it changed meanwhile';
  await dispatch(access, item);
  await access.catalog.confirmDispatch(pending);
  return 'asked for it to be processed again';
}

/** Has an original processed that has no item: its processor makes one. */
export async function adopt(access: Access, key: string): Promise<string> {
  const original = parseOriginalKey(key);
  if (!original) return 'left it alone: its name is none of ours';
  await dispatch(access, original);
  return 'asked for it to be processed, which makes an item of it';
}

/** Takes every version of an object of the gallery away: it can be made again. */
export async function removeObject({ s3, stack }: Access, key: string): Promise<string> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: stack.galleryBucket, Prefix: key }),
  );
  const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  await s3.send(
    new DeleteObjectsCommand({ Bucket: stack.galleryBucket, Delete: { Objects: objects } }),
  );
  return 'took it away';
}
