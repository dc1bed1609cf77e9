import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RenditionRecord } from '@galeria/catalog';
import { type MediaId, type Rendition, renditionKey } from '@galeria/media';
import { type Body, bodyOf } from './rendition-body.ts';
import { hasCode } from './s3-errors.ts';
import { sizesThere } from './sizes-there.ts';

/** The name carries the recipe's version, so what lies under it never changes. */
const CACHE_CONTROL = 'public, max-age=31536000, immutable';

const CONFLICT_TRIES = 5;
const CONFLICT_PAUSE_MS = 100;

/**
 * Puts every rendition into the gallery bucket and tells what the catalog is to say of them.
 *
 * @param folder where the source lies, and beside it what its kind left in files.
 */
export async function publish(
  s3: S3Client,
  bucket: string,
  { id, folder }: { id: MediaId; folder: string },
  renditions: readonly Rendition[],
): Promise<RenditionRecord[]> {
  // All are waited for, also when one fails: nothing may go on behind the answer's back.
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
  const sizes = await sizesThere(s3, bucket, id);
  return published.map(({ record }) => ({
    ...record,
    size: sizes.get(record.name) ?? record.size,
  }));
}

/**
 * Writes an object unless it is there: 412 is as good as written, since the same recipe gives the
 * same picture. 409 means that another write of this key was under way.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
async function putOnce(
  s3: S3Client,
  bucket: string,
  key: string,
  mimeType: string,
  { size, sha256, send }: Body,
): Promise<'written' | 'there'> {
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
      if (hasCode(error, 'PreconditionFailed')) return 'there';
      if (!hasCode(error, 'ConditionalRequestConflict') || attempt === CONFLICT_TRIES) throw error;
      await sleep(CONFLICT_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}
