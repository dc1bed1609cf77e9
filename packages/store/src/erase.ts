import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Burial, Catalog, UploadRef } from '@galeria/catalog';
import { kinds, originalKey, renditionPrefix, uploadKey } from '@galeria/media';
import { StoreError } from './errors.ts';
import { removeObject } from './remove-object.ts';

export interface GalleryEraserOptions {
  readonly s3: S3Client;
  readonly catalog: Catalog;
  readonly galleryBucket: string;
}

export interface EraserOptions extends GalleryEraserOptions {
  readonly originalsBucket: string;
}

/** Some keys of a bucket that are an item's. */
interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** @throws StoreError where an object could not be taken away; doing it again goes on from there. */
export type Erase = (burial: Burial, late?: readonly UploadRef[]) => Promise<void>;

/**
 * Takes a buried item's objects away, every version of them, then its records. Of the audit it takes
 * away no entry, and the file names where its policy says so.
 *
 * Anybody may do it, any number of times, several at once, and a deletion that died half-way is
 * ended by the next one. A shipper whose objects arrived after all others were taken away names its
 * uploads as `late`. What keeps a later life of the same bytes safe is the order: list the
 * versions, **then** see that the tombstone still stands, then delete just what was listed. A later
 * generation begins only once the tombstone is settled, so nothing of it can be on such a list.
 *
 * ```
 * reopen ──► list ──► still deleting generation g? ──► delete what was listed ──► … empty ──► settle
 *    ▲                         │ no: somebody settled it, or a later deletion took its place    │
 *    └─────────────────────────┴────────────────────────────────────────────────────────────────┘
 * ```
 */
export function createEraser({
  s3,
  catalog,
  originalsBucket,
  galleryBucket,
}: EraserOptions): Erase {
  return async (burial, late = []) => {
    await catalog.forgetNames(late);
    for (;;) {
      const open = await catalog.reopenDelete(burial);
      if (!open) {
        // A later generation lives, and has the original. The records of dropped uploads are theirs alone.
        for (const { upload } of late) await removeObject(s3, originalsBucket, uploadKey(upload));
        return;
      }
      const recorded = await catalog.uploadsOf(open.burial);
      await catalog.forgetNames(recorded);
      const uploads = [...recorded, ...late];
      const places = [
        gallery(galleryBucket, burial),
        ...kinds.map(({ name }) => ({
          bucket: originalsBucket,
          prefix: originalKey(name, burial.id),
        })),
        ...uploads.map(({ upload }) => ({ bucket: originalsBucket, prefix: uploadKey(upload) })),
      ];
      const isEmpty = await emptyAll(s3, catalog, places, open.burial);
      if (isEmpty && (await catalog.settleDeletion(open.burial))) return;
    }
  };
}

/**
 * Takes away only a buried item's renditions: for a processor that published some after the deletion
 * had looked, and that may touch nothing else. It leaves a deletion that is under way to be settled
 * by whoever takes the rest away, and settles only one that it opened again itself.
 */
export function createGalleryEraser({ s3, catalog, galleryBucket }: GalleryEraserOptions): Erase {
  return async (burial) => {
    for (;;) {
      const open = await catalog.reopenDelete(burial);
      if (!open) return;
      const places = [gallery(galleryBucket, burial)];
      if (!(await emptyAll(s3, catalog, places, open.burial))) continue;
      if (open.reopened) await catalog.settleDeletion(open.burial);
      return;
    }
  };
}

const gallery = (bucket: string, { id }: Burial): Place => ({
  bucket,
  prefix: renditionPrefix(id),
});

async function emptyAll(
  s3: S3Client,
  catalog: Catalog,
  places: readonly Place[],
  burial: Burial,
): Promise<boolean> {
  for (const place of places) {
    if (!(await empty(s3, catalog, place, burial))) return false;
  }
  return true;
}

/** False: the deletion was settled, or replaced by a later one, meanwhile. */
async function empty(
  s3: S3Client,
  catalog: Catalog,
  { bucket, prefix }: Place,
  burial: Burial,
): Promise<boolean> {
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
