import type { S3Client } from '@aws-sdk/client-s3';
import type { Catalog, DeletedGeneration, UploadRef } from '@galeria/catalog';
import { kinds, originalKey, renditionPrefix, uploadKey } from '@galeria/media';
import { deleteVersions, listVersions, removeObject } from './delete-versions.ts';

export interface GalleryEraserOptions {
  readonly s3: S3Client;
  readonly catalog: Catalog;
  readonly galleryBucket: string;
}

export interface EraserOptions extends GalleryEraserOptions {
  readonly originalsBucket: string;
}

/** A key prefix of a bucket that belongs to one item. */
interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** @throws CloudError `not-erased`; calling again continues from there. */
export type Erase = (deleted: DeletedGeneration, late?: readonly UploadRef[]) => Promise<void>;

/**
 * Deletes the objects of a deleted item, every version of them, then its child records. Audit entries
 * stay; they lose their file names where the audit policy says so.
 *
 * Any process may call this, any number of times and at the same time as others. A deletion that was
 * interrupted is completed by the next call. A shipper whose objects arrived after all others were
 * deleted names its uploads as `late`. The order protects a later generation of the same bytes: list
 * the versions, **then** check the tombstone, then delete only what was listed. A later generation
 * begins only after the tombstone is settled, so none of its objects can be on that list.
 *
 * ```
 * reopen ──► list ──► still deleting generation g? ──► delete what was listed ──► … empty ──► settle
 *    ▲                         │ no: it was settled, or a later deletion replaced it            │
 *    └─────────────────────────┴────────────────────────────────────────────────────────────────┘
 * ```
 */
export function createEraser({
  s3,
  catalog,
  originalsBucket,
  galleryBucket,
}: EraserOptions): Erase {
  return async (deleted, late = []) => {
    await catalog.forgetNames(late);
    for (;;) {
      const open = await catalog.reopenDelete(deleted);
      if (!open) {
        // A later generation is alive and owns the original, but not the records of dropped uploads.
        for (const { upload } of late) await removeObject(s3, originalsBucket, uploadKey(upload));
        return;
      }
      const recorded = await catalog.uploadsOf(open.deleted);
      await catalog.forgetNames(recorded);
      const uploads = [...recorded, ...late];
      const places = [
        renditionsOf(galleryBucket, deleted),
        ...kinds.map(({ name }) => ({
          bucket: originalsBucket,
          prefix: originalKey(name, deleted.id),
        })),
        ...uploads.map(({ upload }) => ({ bucket: originalsBucket, prefix: uploadKey(upload) })),
      ];
      const isEmpty = await emptyAll(s3, catalog, places, open.deleted);
      if (isEmpty && (await catalog.settleDeletion(open.deleted))) return;
    }
  };
}

/**
 * Deletes only the renditions of a deleted item: for a processor that published some after the
 * deletion had listed them, and that has no other permission. Settles only a deletion that it
 * reopened itself; one that is under way is settled by the process that deletes everything else.
 */
export function createGalleryEraser({ s3, catalog, galleryBucket }: GalleryEraserOptions): Erase {
  return async (deleted) => {
    for (;;) {
      const open = await catalog.reopenDelete(deleted);
      if (!open) return;
      const places = [renditionsOf(galleryBucket, deleted)];
      if (!(await emptyAll(s3, catalog, places, open.deleted))) continue;
      if (open.reopened) await catalog.settleDeletion(open.deleted);
      return;
    }
  };
}

const renditionsOf = (bucket: string, { id }: DeletedGeneration): Place => ({
  bucket,
  prefix: renditionPrefix(id),
});

/** Returns false where the deletion was settled, or replaced by a later one, in the meantime. */
async function emptyAll(
  s3: S3Client,
  catalog: Catalog,
  places: readonly Place[],
  deleted: DeletedGeneration,
): Promise<boolean> {
  for (const { bucket, prefix } of places) {
    for (;;) {
      const listed = await listVersions(s3, bucket, prefix);
      if (listed.length === 0) break;
      if (!(await catalog.stillDeleting(deleted))) return false;
      await deleteVersions(s3, bucket, listed);
    }
  }
  return true;
}
