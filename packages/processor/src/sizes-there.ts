import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { type MediaId, renditionPrefix } from '@galeria/media';

/**
 * The sizes of an item's objects in the gallery, in bytes, by the renditions' names. What was there
 * before may come of an older encoder than ours, and then has another size.
 *
 * Listed, not asked for one by one: a processor may list and write there, but not read.
 */
export async function sizesThere(
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
