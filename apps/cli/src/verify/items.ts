import { type ItemRecord, isTombstone, type LivingRecord, type Tombstone } from '@galeria/catalog';
import { type Listed, listObjects, sizeOfOriginal } from '@galeria/cloud';
import { renditionKey, renditionPrefix } from '@galeria/media';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { isWithinGrace } from './grace-period.ts';
import { dispatchAgain } from './repairs.ts';

/** Items checked at a time. Each takes two requests to S3. */
export const PARALLEL = { concurrency: 16, preserveOrder: false } as const;

/** Whether an item has stayed in an intermediate status for longer than the grace period. */
export function isOverdue(access: Access, item: ItemRecord): boolean {
  if (isWithinGrace(access, item) || item.status === 'deleted') return false;
  if (item.status === 'ready' || item.status === 'failed') return false;
  return !(item.status === 'processing' && (item.leaseUntil ?? 0) > access.before);
}

/** Compares one item with the buckets. */
export async function checkItem(access: Access, item: ItemRecord): Promise<Finding[]> {
  if (isWithinGrace(access, item)) return [];
  if (isTombstone(item)) return isOverdue(access, item) ? [unfinished(access, item)] : [];
  const original = await sizeOfOriginal(access.s3, access.stack.originalsBucket, item);
  return [
    ...checkOriginal(item, original),
    ...(isOverdue(access, item) ? [stuck(access, item, original !== undefined)] : []),
    ...(item.status === 'ready' ? await checkRenditions(access, item) : []),
  ];
}

function unfinished(access: Access, item: Tombstone): Finding {
  const repair = async () => {
    await access.erase(item);
    return 'finished the deletion';
  };
  const detail = `started ${item.deletedAt}`;
  return { fault: 'deletion-unfinished', subject: item.id, detail, repair };
}

function checkOriginal(item: LivingRecord, size: number | undefined): Finding[] {
  if (size === item.size) return [];
  if (size !== undefined) {
    const detail = `${size} bytes in the bucket, ${item.size} in the catalog`;
    return [{ fault: 'original-mismatched', subject: item.id, detail }];
  }
  // The bytes of a received item are still in a spool.
  if (item.status === 'received') return [];
  return [
    { fault: 'original-missing', subject: item.id, detail: `the item's status is ${item.status}` },
  ];
}

const stuck = (access: Access, item: LivingRecord, stored: boolean): Finding => ({
  fault: 'stuck',
  subject: item.id,
  detail: `${item.status} since ${item.changedAt}`,
  // Without an original, the file is in the spool of a cell, which will ship it.
  ...(stored ? { repair: () => dispatchAgain(access, item) } : {}),
});

async function checkRenditions(access: Access, item: LivingRecord): Promise<Finding[]> {
  const { s3, stack } = access;
  const found = new Map<string, Listed>();
  for await (const page of listObjects(s3, stack.galleryBucket, renditionPrefix(item.id))) {
    for (const object of page) found.set(object.key, object);
  }
  return (item.renditions ?? []).flatMap(({ name, size }): Finding[] => {
    const object = found.get(renditionKey(item.id, name));
    if (object?.size === size) return [];
    const repair = () => dispatchAgain(access, item);
    return object
      ? [
          {
            fault: 'rendition-mismatched',
            subject: item.id,
            detail: `${name} has ${object.size} bytes, not ${size}`,
          },
        ]
      : [{ fault: 'rendition-missing', subject: item.id, detail: name, repair }];
  });
}
