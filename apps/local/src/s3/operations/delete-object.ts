import { defined } from '@galeria/media/defined';
import { transaction } from '../../sqlite/database.ts';
import { getBucket } from '../store/buckets.ts';
import { deleteKey, getVersion, removeVersion } from '../store/versions.ts';
import { checkVersionId } from './get-object.ts';
import { type Answer, type Call, onlyIfAbsent } from './operation.ts';

/** The result of a delete. */
export interface Deletion {
  readonly deleteMarker: boolean;
  /** The deleted version or the created delete marker. */
  readonly versionId: string | undefined;
}

/** Deletes a key or one version of it. Deleting a missing one succeeds. */
export async function deleteOne(
  call: Call,
  key: string,
  versionId: string | undefined,
): Promise<Deletion> {
  const { db, bucketName } = call;
  const { orphans, deletion } = transaction(db, () => {
    const bucket = getBucket(db, bucketName);
    if (versionId === undefined) {
      const { marker, orphans } = deleteKey(db, bucket, key, Date.now());
      return {
        orphans,
        deletion: { deleteMarker: marker !== undefined, versionId: marker?.versionId },
      };
    }
    const version = getVersion(db, bucketName, key, checkVersionId(versionId));
    const orphans = version === undefined ? [] : removeVersion(db, version);
    return { orphans, deletion: { deleteMarker: version?.deleteMarker ?? false, versionId } };
  });
  call.conditionalWrites.deleted(bucketName, key);
  await call.blobs.remove(orphans);
  return deletion;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function deleteObject(call: Call): Promise<Answer> {
  onlyIfAbsent(call);
  const versionId = call.request.query.get('versionId');
  const deletion = await deleteOne(call, call.key, versionId);
  return {
    status: 204,
    headers: defined({
      'x-amz-delete-marker': deletion.deleteMarker ? 'true' : undefined,
      'x-amz-version-id': deletion.versionId,
    }),
  };
}
