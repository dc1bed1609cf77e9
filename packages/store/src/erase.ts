import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Burial, Catalog } from '@galeria/catalog';
import { kinds, originalKey, renditionPrefix, type UploadId, uploadKey } from '@galeria/media';
import { StoreError } from './errors.ts';

export interface EraserOptions {
  readonly s3: S3Client;
  readonly catalog: Catalog;
  readonly originalsBucket: string;
  readonly galleryBucket: string;
}

interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * Takes a buried item's objects away, every version of them, then its records.
 *
 * Anybody may do it, any number of times, several at once, and a deletion that died half-way is
 * ended by the next one. A shipper whose objects arrived after all others were taken away names its
 * uploads as `late`. What keeps a later life of the same bytes safe is the order: list the
 * versions, **then** see that the tombstone still stands, then delete just what was listed. A later
 * generation begins only once the tombstone is settled, so nothing of it can be on such a list.
 *
 * ```
 * list ──► still deleting generation g? ──► delete the listed versions ──► list …until empty ──► settle
 *                     └── no: somebody else ended it; stop
 * ```
 */
export function createEraser({ s3, catalog, originalsBucket, galleryBucket }: EraserOptions) {
  return async function erase(burial: Burial, late: readonly UploadId[] = []): Promise<void> {
    if (!(await catalog.reopenDelete(burial))) return;
    const places: Place[] = [
      { bucket: galleryBucket, prefix: renditionPrefix(burial.id) },
      ...kinds.map(({ name }) => ({
        bucket: originalsBucket,
        prefix: originalKey(name, burial.id),
      })),
      ...[...(await catalog.uploadsOf(burial)), ...late].map((upload) => ({
        bucket: originalsBucket,
        prefix: uploadKey(upload),
      })),
    ];
    for (const place of places) {
      if (!(await empty(place, burial))) return;
    }
    await catalog.settleDeletion(burial);
  };

  /** False: the deletion was settled by somebody else meanwhile. */
  async function empty({ bucket, prefix }: Place, burial: Burial): Promise<boolean> {
    for (;;) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
      const listed: ObjectIdentifier[] = [
        ...(page.Versions ?? []),
        ...(page.DeleteMarkers ?? []),
      ].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (listed.length === 0) return true;
      if (!(await catalog.stillDeleting(burial))) return false;
      const { Errors = [] } = await s3.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: listed, Quiet: true } }),
      );
      if (Errors.length > 0) {
        throw new StoreError('not-erased', { detail: `${bucket}/${prefix}: ${Errors[0]?.Code}` });
      }
    }
  }
}
