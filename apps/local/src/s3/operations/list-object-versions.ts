import { S3Error } from '../errors.ts';
import { getBucket } from '../store/buckets.ts';
import { type ListedVersion, listVersions } from '../store/listing.ts';
import { getVersion, keyBytes } from '../store/versions.ts';
import { xmlDocument } from '../xml.ts';
import { checkVersionId } from './get-object.ts';
import { afterMarker, type ListParameters, listParameters } from './list-parameters.ts';
import { type Answer, type Call, isoDate, quoted, xmlAnswer } from './operation.ts';

/** Returns the start of the page: after a key, or after a version of a key. */
function start(call: Call, list: ListParameters) {
  const keyMarker = call.request.query.get('key-marker');
  const versionMarker = call.request.query.get('version-id-marker');
  if (keyMarker === undefined || keyMarker === '') {
    if (versionMarker) {
      throw new S3Error('InvalidArgument', {
        detail: 'A version-id marker cannot be specified without a key marker.',
      });
    }
    return { from: Buffer.alloc(0), olderThan: undefined };
  }
  const olderThan = versionMarker
    ? getVersion(call.db, call.bucketName, keyMarker, checkVersionId(versionMarker))
    : undefined;
  const from = olderThan === undefined ? afterMarker(keyMarker, list) : keyBytes(keyMarker);
  return { from, olderThan };
}

const described = (version: ListedVersion, list: ListParameters) => ({
  Key: list.encode(version.key),
  VersionId: version.versionId,
  IsLatest: version.isLatest,
  LastModified: isoDate(version.modified),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions(call: Call): Answer {
  const { db, bucketName, request } = call;
  getBucket(db, bucketName);
  const list = listParameters(call, 'max-keys');
  const { from, olderThan } = start(call, list);
  const page = listVersions(db, bucketName, { ...list, from }, olderThan);
  const truncated = page.next !== undefined && list.maxItems > 0;
  const lastItem = page.items.at(-1);
  const lastPrefix = page.prefixes.at(-1);
  // The page ends in a version or in a common prefix, whichever sorts last.
  const endsInPrefix =
    lastPrefix !== undefined &&
    (lastItem === undefined || Buffer.compare(keyBytes(lastPrefix), keyBytes(lastItem.key)) > 0);
  const nextKey = endsInPrefix ? lastPrefix : lastItem?.key;
  return xmlAnswer(
    xmlDocument('ListVersionsResult', {
      Name: bucketName,
      Prefix: list.encode(list.prefix),
      Delimiter: list.delimiter === '' ? undefined : list.encode(list.delimiter),
      KeyMarker: list.encode(request.query.get('key-marker') ?? ''),
      VersionIdMarker: request.query.get('version-id-marker') ?? '',
      MaxKeys: list.maxItems,
      EncodingType: list.encodingType,
      IsTruncated: truncated,
      NextKeyMarker: truncated && nextKey !== undefined ? list.encode(nextKey) : undefined,
      NextVersionIdMarker: truncated && !endsInPrefix ? lastItem?.versionId : undefined,
      Version: page.items
        .filter((version) => !version.deleteMarker)
        .map((version) => ({
          ...described(version, list),
          ETag: quoted(version.etag),
          ChecksumAlgorithm: version.checksum?.algorithm,
          ChecksumType: version.checksum?.type,
          Size: version.size,
          StorageClass: 'STANDARD',
        })),
      DeleteMarker: page.items
        .filter((version) => version.deleteMarker)
        .map((version) => described(version, list)),
      CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: list.encode(prefix) })),
    }),
  );
}
