import { setTimeout as sleep } from 'node:timers/promises';
import { ListObjectVersionsCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RenditionRecord } from '@galeria/catalog';
import { hasCode } from '@galeria/cloud';
import { type MediaId, type Rendition, renditionKey, renditionPrefix } from '@galeria/media';
import { type Body, bodyOf } from './rendition-body.ts';

/** The key contains the recipe's version, so the object under it never changes. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

const CONFLICT_ATTEMPTS = 5;
const CONFLICT_PAUSE_MS = 100;

/**
 * Writes all renditions to the gallery bucket.
 *
 * @param folder the folder of the source, in which the kind's code writes rendition files
 * @returns the records for the catalog
 */
export async function publish(
  s3: S3Client,
  bucket: string,
  { id, folder }: { id: MediaId; folder: string },
  renditions: readonly Rendition[],
): Promise<RenditionRecord[]> {
  // Also waits for the others when one fails: no write may continue after this function has returned.
  const puts = await Promise.allSettled(
    renditions.map(async (rendition) => {
      const body = await bodyOf(rendition, folder);
      const { body: _, ...described } = rendition;
      const { name, mimeType } = rendition;
      return {
        put: await putOnce(s3, bucket, renditionKey(id, name), mimeType, body),
        record: { ...described, size: body.size },
      };
    }),
  );
  const failed = puts.find((put) => put.status === 'rejected');
  if (failed) throw failed.reason;
  const published = puts.flatMap((put) => (put.status === 'fulfilled' ? [put.value] : []));
  if (published.every(({ put }) => put === 'written')) return published.map(({ record }) => record);
  const sizes = await publishedSizes(s3, bucket, id);
  return published.map(({ record }) => ({
    ...record,
    size: sizes.get(record.name) ?? record.size,
  }));
}

/**
 * Writes an object unless it exists. 412 is a success, because the same recipe makes the same
 * rendition. 409 means that another write of this key was under way.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
async function putOnce(
  s3: S3Client,
  bucket: string,
  key: string,
  mimeType: string,
  { size, sha256, send }: Body,
): Promise<'written' | 'exists'> {
  const put = {
    Bucket: bucket,
    Key: key,
    ContentLength: size,
    ContentType: mimeType,
    CacheControl: CACHE_CONTROL,
    IfNoneMatch: '*',
    ChecksumSHA256: sha256,
  };
  for (let attempt = 1; ; attempt++) {
    try {
      await send((Body) => s3.send(new PutObjectCommand({ ...put, Body })));
      return 'written';
    } catch (error) {
      if (hasCode(error, 'PreconditionFailed')) return 'exists';
      if (!hasCode(error, 'ConditionalRequestConflict') || attempt === CONFLICT_ATTEMPTS)
        throw error;
      await sleep(CONFLICT_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}

/**
 * The sizes of an item's objects in the gallery bucket, in bytes, by rendition name. An object that
 * existed before may come from another version of the encoder and have another size.
 *
 * Lists versions, because a processor has no permission to read objects.
 */
async function publishedSizes(
  s3: S3Client,
  bucket: string,
  id: MediaId,
): Promise<ReadonlyMap<string, number>> {
  const prefix = renditionPrefix(id);
  const { Versions = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }),
  );
  return new Map(
    Versions.filter(({ IsLatest }) => IsLatest).map(({ Key = '', Size = 0 }) => [
      Key.slice(prefix.length),
      Size,
    ]),
  );
}
