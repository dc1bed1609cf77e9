import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CloudError } from './errors.ts';

/** Deletes every version of one object. @throws CloudError `not-erased` */
export async function removeObject(s3: S3Client, bucket: string, key: string): Promise<void> {
  const versions = await listVersions(s3, bucket, key);
  await deleteVersions(
    s3,
    bucket,
    versions.filter(({ Key }) => Key === key),
  );
}

/** Lists up to 1,000 versions and delete markers under a prefix. */
export async function listVersions(
  s3: S3Client,
  bucket: string,
  prefix: string,
): Promise<ObjectIdentifier[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }),
  );
  return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
}

/** Deletes up to 1,000 versions. @throws CloudError `not-erased` */
export async function deleteVersions(
  s3: S3Client,
  bucket: string,
  versions: ObjectIdentifier[],
): Promise<void> {
  if (versions.length === 0) return;
  const { Errors = [] } = await s3.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: versions, Quiet: true } }),
  );
  const [failed] = Errors;
  if (failed) {
    throw new CloudError('not-erased', { detail: `${bucket}/${failed.Key}: ${failed.Code}` });
  }
}
