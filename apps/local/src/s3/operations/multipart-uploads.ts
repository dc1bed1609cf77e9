import { transaction } from '../../sqlite/database.ts';
import { checksumElement } from '../checksums/algorithms.ts';
import { limits } from '../limits.ts';
import { getBucket } from '../store/buckets.ts';
import { getParts, getUpload, listUploads, removeUpload } from '../store/uploads.ts';
import { keyBytes } from '../store/versions.ts';
import { xmlDocument } from '../xml.ts';
import { afterMarker, listParameters } from './list-parameters.ts';
import { type Answer, type Call, countParameter, isoDate, quoted, xmlAnswer } from './operation.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export async function abortMultipartUpload(call: Call): Promise<Answer> {
  const { db, bucketName, key } = call;
  const id = call.request.query.get('uploadId') ?? '';
  const files = transaction(db, () => {
    getBucket(db, bucketName);
    getUpload(db, bucketName, key, id);
    const parts = getParts(db, id);
    removeUpload(db, id);
    return parts.map((part) => part.blob);
  });
  await call.blobs.remove(files);
  return { status: 204 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(call: Call): Answer {
  const { db, bucketName, key, request } = call;
  getBucket(db, bucketName);
  const upload = getUpload(db, bucketName, key, request.query.get('uploadId') ?? '');
  const most = countParameter(call, 'max-parts', limits.pageItems);
  const marker = request.query.has('part-number-marker')
    ? countParameter(call, 'part-number-marker', limits.parts)
    : 0;
  const found = getParts(db, upload.id, marker, most + 1);
  const parts = found.slice(0, most);
  const truncated = most > 0 && found.length > most;
  const asked = upload.checksumAsked;
  return xmlAnswer(
    xmlDocument('ListPartsResult', {
      Bucket: bucketName,
      Key: key,
      UploadId: upload.id,
      PartNumberMarker: marker,
      NextPartNumberMarker: truncated ? parts.at(-1)?.number : undefined,
      MaxParts: most,
      IsTruncated: truncated,
      ChecksumAlgorithm: asked ? upload.checksumAlgorithm : undefined,
      ChecksumType: asked ? upload.checksumType : undefined,
      StorageClass: 'STANDARD',
      Part: parts.map((part) => ({
        PartNumber: part.number,
        LastModified: isoDate(part.modified),
        ETag: quoted(part.etag),
        Size: part.size,
        [checksumElement(upload.checksumAlgorithm)]: asked ? part.checksum : undefined,
      })),
    }),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads(call: Call): Answer {
  const { db, bucketName, request } = call;
  getBucket(db, bucketName);
  const list = listParameters(call, 'max-uploads');
  const keyMarker = request.query.get('key-marker') ?? '';
  const idMarker = keyMarker === '' ? '' : (request.query.get('upload-id-marker') ?? '');
  const within = idMarker === '' ? undefined : { key: keyMarker, id: idMarker };
  const afterKeyMarker = keyMarker === '' ? Buffer.alloc(0) : afterMarker(keyMarker, list);
  const from = within ? keyBytes(keyMarker) : afterKeyMarker;
  const { items, prefixes, next } = listUploads(db, bucketName, { ...list, from }, within);
  const truncated = next !== undefined && list.maxItems > 0;
  const last = items.at(-1);
  const lastPrefix = prefixes.at(-1);
  const endsInPrefix =
    lastPrefix !== undefined &&
    (last === undefined || Buffer.compare(keyBytes(lastPrefix), keyBytes(last.key)) > 0);
  const nextKey = endsInPrefix ? lastPrefix : last?.key;
  return xmlAnswer(
    xmlDocument('ListMultipartUploadsResult', {
      Bucket: bucketName,
      KeyMarker: list.encode(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: truncated && nextKey !== undefined ? list.encode(nextKey) : undefined,
      NextUploadIdMarker: truncated && !endsInPrefix ? last?.id : undefined,
      Prefix: list.encode(list.prefix),
      Delimiter: list.delimiter === '' ? undefined : list.encode(list.delimiter),
      EncodingType: list.encodingType,
      MaxUploads: list.maxItems,
      IsTruncated: truncated,
      Upload: items.map((upload) => ({
        Key: list.encode(upload.key),
        UploadId: upload.id,
        StorageClass: 'STANDARD',
        Initiated: isoDate(upload.initiated),
        ChecksumAlgorithm: upload.checksumAsked ? upload.checksumAlgorithm : undefined,
        ChecksumType: upload.checksumAsked ? upload.checksumType : undefined,
      })),
      CommonPrefixes: prefixes.map((prefix) => ({ Prefix: list.encode(prefix) })),
    }),
  );
}
