import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { type MediaId, originalKey } from '@galeria/media';

/** The size of an original in bytes; undefined where it is not in the bucket. */
export async function sizeOfOriginal(
  s3: S3Client,
  bucket: string,
  { kind, id }: { readonly kind: string; readonly id: MediaId },
): Promise<number | undefined> {
  try {
    const { ContentLength } = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: originalKey(kind, id) }),
    );
    return ContentLength;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
