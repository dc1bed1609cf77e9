import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { StoreError } from './errors.ts';

/** Deletes every version of one object. @throws StoreError `not-erased` */
export async function removeObject(s3: S3Client, bucket: string, key: string): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }),
  );
  const versions = [...Versions, ...DeleteMarkers].filter(({ Key }) => Key === key);
  if (versions.length === 0) return;
  const { Errors = [] } = await s3.send(
    new DeleteObjectsCommand({
      Bucket: bucket,
      Delete: { Objects: versions.map(({ VersionId }) => ({ Key: key, VersionId })), Quiet: true },
    }),
  );
  if (Errors.length > 0) {
    throw new StoreError('not-erased', { detail: `${bucket}/${key}: ${Errors[0]?.Code}` });
  }
}
