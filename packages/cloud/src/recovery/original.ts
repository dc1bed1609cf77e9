import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { originalKey } from '@galeria/media';
import type { OriginalRef } from '../dispatch.ts';
import { statusOf } from '../s3-errors.ts';

/** Returns the size of an original in bytes, or undefined where it is not in the bucket. */
export async function sizeOfOriginal(
  s3: S3Client,
  bucket: string,
  { kind, id }: OriginalRef,
): Promise<number | undefined> {
  try {
    const { ContentLength } = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: originalKey(kind, id) }),
    );
    return ContentLength;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
