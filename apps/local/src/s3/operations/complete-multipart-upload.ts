import { createHash } from 'node:crypto';
import { transaction } from '../../sqlite/database.ts';
import { checksumElement, checksumHeader } from '../checksums/algorithms.ts';
import { combineChecksums } from '../checksums/combine.ts';
import { checksumField } from '../checksums/declared.ts';
import { S3Error } from '../errors.ts';
import { readText } from '../http/body.ts';
import { limits } from '../limits.ts';
import { getBucket } from '../store/buckets.ts';
import { getParts, getUpload, type Part, removeUpload, type Upload } from '../store/uploads.ts';
import { currentVersion, putVersion } from '../store/versions.ts';
import { childrenOf, parseXml, textOf, type XmlObject, xmlDocument } from '../xml.ts';
import { versionHeader } from './object-headers.ts';
import {
  type Answer,
  type Call,
  checkAbsent,
  enqueueEvents,
  onlyIfAbsent,
  quoted,
  xmlAnswer,
} from './operation.ts';

/** Compares one entry of the client's list with the uploaded part. */
function choosePart(item: XmlObject, parts: ReadonlyMap<number, Part>, upload: Upload): Part {
  const number = Number(textOf(item, 'PartNumber'));
  const etag = textOf(item, 'ETag')?.trim().replaceAll('"', '');
  if (!Number.isInteger(number) || etag === undefined) throw new S3Error('MalformedXML');
  const part = parts.get(number);
  const checksum = checksumField(item);
  const fault = { fields: { UploadId: upload.id, PartNumber: number, ETag: etag } };
  if (part === undefined || part.etag !== etag) throw new S3Error('InvalidPart', fault);
  if (upload.checksumAsked && upload.checksumType === 'COMPOSITE' && checksum === undefined) {
    throw new S3Error('InvalidRequest', {
      detail: `The upload was created using a ${upload.checksumAlgorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    });
  }
  // Without an algorithm chosen by the client, only the stored checksum can be compared.
  const comparable = checksum?.algorithm === upload.checksumAlgorithm;
  if (
    checksum !== undefined &&
    (comparable ? checksum.value !== part.checksum : upload.checksumAsked)
  ) {
    throw new S3Error('InvalidPart', fault);
  }
  return part;
}

/** Checks the minimum size of every part but the last. */
function checkSizes(parts: readonly Part[]): void {
  const small = parts.slice(0, -1).find((part) => part.size < limits.smallestPartBytes);
  if (small === undefined) return;
  throw new S3Error('EntityTooSmall', {
    fields: {
      ProposedSize: small.size,
      MinSizeAllowed: limits.smallestPartBytes,
      PartNumber: small.number,
      ETag: small.etag,
    },
  });
}

/** Returns the parts in the order of the list. Unlisted parts are dropped. */
function chooseParts(text: string, uploaded: readonly Part[], upload: Upload): readonly Part[] {
  const document = parseXml(text, 'CompleteMultipartUpload', 'CompleteMultipartUploadRequest');
  const items = childrenOf(document, 'Part');
  if (items.length === 0 || items.length > limits.parts) throw new S3Error('MalformedXML');
  const numbers = items.map((item) => Number(textOf(item, 'PartNumber')));
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? Number.NEGATIVE_INFINITY))) {
    throw new S3Error('InvalidPartOrder', { fields: { UploadId: upload.id } });
  }
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const parts = items.map((item) => choosePart(item, byNumber, upload));
  checkSizes(parts);
  return parts;
}

/** Returns the MD5 of the parts' MD5s and the number of parts. */
function multipartEtag(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

/** Checks the checksum type, checksum and size that the request declares for the whole object. */
function checkWhole(call: Call, upload: Upload, checksum: string, size: number): void {
  const { headers } = call.request;
  const type = headers.get('x-amz-checksum-type');
  if (type !== undefined && type !== upload.checksumType) {
    throw new S3Error('InvalidRequest', {
      detail: `The upload was created using the ${upload.checksumType} checksum mode. The complete request must use the same checksum mode.`,
    });
  }
  const expected = headers.get(checksumHeader(upload.checksumAlgorithm));
  // A composite checksum may be given with or without the number of parts.
  if (expected !== undefined && expected !== checksum && expected !== checksum.split('-')[0]) {
    throw new S3Error('BadDigest', {
      detail: `The ${upload.checksumAlgorithm} you specified did not match the calculated checksum.`,
    });
  }
  const expectedSize = headers.get('x-amz-mp-object-size');
  if (expectedSize !== undefined && Number(expectedSize) !== size) {
    throw new S3Error('InvalidRequest', {
      detail: `the object has ${size} bytes, not ${expectedSize}`,
    });
  }
}

/**
 * Joins the parts by listing their files as segments. Nothing is copied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export async function completeMultipartUpload(call: Call): Promise<Answer> {
  const { db, bucketName, key, request } = call;
  const uploadId = request.query.get('uploadId') ?? '';
  getBucket(db, bucketName);
  getUpload(db, bucketName, key, uploadId);
  const conditional = onlyIfAbsent(call);
  const text = await readText(request, call.verified);
  const upload = getUpload(db, bucketName, key, uploadId);
  const uploaded = getParts(db, uploadId);
  const parts = chooseParts(text, uploaded, upload);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const etag = multipartEtag(parts);
  const checksum = await combineChecksums(
    upload.checksumAlgorithm,
    upload.checksumType,
    parts.map((part) => ({ digest: Buffer.from(part.checksum, 'base64'), size: part.size })),
  );
  checkWhole(call, upload, checksum.value, size);

  const segments = parts.map((part) => ({ blob: part.blob, size: part.size }));
  const kept = new Set(segments.map(({ blob }) => blob));
  const { version, orphans } = transaction(db, () => {
    const bucket = getBucket(db, bucketName);
    getUpload(db, bucketName, key, uploadId);
    const now = getParts(db, uploadId);
    // A part that was uploaded again in the meantime has a new file, and the old one is deleted.
    const files = new Set(now.map((part) => part.blob));
    if (segments.some(({ blob }) => !files.has(blob))) throw new S3Error('InvalidPart');
    if (conditional) checkAbsent(currentVersion(db, bucketName, key));
    const object = { key, size, etag, headers: upload.headers, checksum, segments };
    const written = putVersion(db, bucket, object, Date.now());
    removeUpload(db, uploadId);
    enqueueEvents(call, bucket, written.version, 'ObjectCreated:CompleteMultipartUpload');
    const unused = [...files].filter((blob) => !kept.has(blob));
    return { version: written.version, orphans: [...written.orphans, ...unused] };
  });
  call.outbox.wake();
  await call.blobs.remove(orphans);
  return xmlAnswer(
    xmlDocument('CompleteMultipartUploadResult', {
      Location: `http://${request.headers.get('host') ?? ''}${request.path}`,
      Bucket: bucketName,
      Key: key,
      ETag: quoted(etag),
      [checksumElement(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    }),
    versionHeader(version),
  );
}
