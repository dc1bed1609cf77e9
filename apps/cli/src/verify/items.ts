import { HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { type ItemRecord, isTombstone, type LivingRecord } from '@galeria/catalog';
import { originalKey, renditionKey, renditionPrefix } from '@galeria/media';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { inParallel } from './in-parallel.ts';
import { type Listed, listObjects } from './list-objects.ts';
import { dispatchAgain } from './repairs.ts';
import { checkWords } from './words.ts';

/** Items looked at a time; each costs two requests to S3 and about three to the catalog. */
const PARALLEL = 16;

/** Holds every item of the catalog against the buckets; yields once for each, with what is wrong. */
export async function* checkItems(access: Access): AsyncGenerator<Finding[]> {
  yield* inParallel(PARALLEL, access.catalog.walkItems(), (item) => checkItem(access, item));
}

async function checkItem(access: Access, item: ItemRecord): Promise<Finding[]> {
  if (isTombstone(item)) {
    if (item.status === 'deleted' || Date.parse(item.deletedAt) > access.before) return [];
    const repair = async () => {
      await access.erase(item);
      return 'ended the deletion';
    };
    const detail = `begun ${item.deletedAt}`;
    return [{ fault: 'deletion-unfinished', subject: item.id, detail, repair }];
  }
  if (Date.parse(item.changedAt) > access.before) return [];
  const original = await sizeOfOriginal(access, item);
  return [
    ...checkOriginal(item, original),
    ...checkProgress(access, item, original !== undefined),
    ...(item.status === 'ready' ? await checkRenditions(access, item) : []),
    ...(await checkWords(access, item)),
  ];
}

function checkOriginal(item: LivingRecord, size: number | undefined): Finding[] {
  if (size === item.size) return [];
  if (size !== undefined) {
    const detail = `${size} bytes in the bucket, ${item.size} in the catalog`;
    return [{ fault: 'original-mismatched', subject: item.id, detail }];
  }
  // Until it is stored, its bytes are in a spool.
  if (item.status === 'received') return [];
  return [{ fault: 'original-missing', subject: item.id, detail: `its status is ${item.status}` }];
}

function checkProgress(access: Access, item: LivingRecord, stored: boolean): Finding[] {
  if (item.status === 'ready' || item.status === 'failed') return [];
  if (item.status === 'processing' && (item.leaseUntil ?? 0) > access.before) return [];
  const detail = `${item.status} since ${item.changedAt}`;
  return [
    {
      fault: 'stuck',
      subject: item.id,
      detail,
      // Without its original it is in some cell's spool, and that cell ships it.
      ...(stored ? { repair: () => dispatchAgain(access, item) } : {}),
    },
  ];
}

async function checkRenditions(access: Access, item: LivingRecord): Promise<Finding[]> {
  const { s3, stack } = access;
  const there = new Map<string, Listed>();
  for await (const page of listObjects(s3, stack.galleryBucket, renditionPrefix(item.id))) {
    for (const object of page) there.set(object.key, object);
  }
  return (item.renditions ?? []).flatMap(({ name, size }): Finding[] => {
    const object = there.get(renditionKey(item.id, name));
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

async function sizeOfOriginal({ s3, stack }: Access, item: LivingRecord) {
  try {
    const { ContentLength } = await s3.send(
      new HeadObjectCommand({
        Bucket: stack.originalsBucket,
        Key: originalKey(item.kind, item.id),
      }),
    );
    return ContentLength;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
