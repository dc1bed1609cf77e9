import { S3Error } from '../errors.ts';
import { getBucket } from '../store/buckets.ts';
import { listCurrent } from '../store/listing.ts';
import { xmlDocument } from '../xml.ts';
import { afterMarker, listParameters } from './list-parameters.ts';
import { type Answer, type Call, isoDate, quoted, xmlAnswer } from './operation.ts';

// A token contains the start of the next page, so it stays valid if the key is deleted.
function fromToken(token: string): Buffer {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length === 0 || bytes.toString('base64url') !== token) {
    throw new S3Error('InvalidArgument', {
      detail: 'The continuation token provided is incorrect',
      fields: { ArgumentName: 'continuation-token' },
    });
  }
  return bytes;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(call: Call): Answer {
  const { db, bucketName, request } = call;
  if (request.query.get('list-type') !== '2') {
    throw new S3Error('InvalidArgument', { detail: 'list-type must be 2' });
  }
  getBucket(db, bucketName);
  const list = listParameters(call, 'max-keys');
  const token = request.query.get('continuation-token');
  const startAfter = request.query.get('start-after');
  const from =
    token === undefined
      ? startAfter === undefined
        ? Buffer.alloc(0)
        : afterMarker(startAfter, list)
      : fromToken(token);
  const { items, prefixes, next } = listCurrent(db, bucketName, { ...list, from });
  const truncated = next !== undefined && list.maxItems > 0;
  return xmlAnswer(
    xmlDocument('ListBucketResult', {
      Name: bucketName,
      Prefix: list.encode(list.prefix),
      Delimiter: list.delimiter === '' ? undefined : list.encode(list.delimiter),
      MaxKeys: list.maxItems,
      EncodingType: list.encodingType,
      KeyCount: items.length + prefixes.length,
      IsTruncated: truncated,
      ContinuationToken: token,
      NextContinuationToken: truncated ? next.toString('base64url') : undefined,
      StartAfter: startAfter === undefined ? undefined : list.encode(startAfter),
      Contents: items.map((item) => ({
        Key: list.encode(item.key),
        LastModified: isoDate(item.modified),
        ETag: quoted(item.etag),
        ChecksumAlgorithm: item.checksum?.algorithm,
        ChecksumType: item.checksum?.type,
        Size: item.size,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: prefixes.map((prefix) => ({ Prefix: list.encode(prefix) })),
    }),
  );
}
