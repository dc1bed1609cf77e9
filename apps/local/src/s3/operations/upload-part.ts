import { checksumHeader } from '../checksums/algorithms.ts';
import { declaredChecksum } from '../checksums/declared.ts';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import { getBucket } from '../store/buckets.ts';
import { getUpload, putPart } from '../store/uploads.ts';
import { type Answer, type Call, commit, quoted } from './operation.ts';
import { receive } from './receive.ts';

/** Parses the part number. */
function partNumber(call: Call): number {
  const text = call.request.query.get('partNumber') ?? '';
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > limits.parts) {
    throw new S3Error('InvalidArgument', {
      detail: `Part number must be an integer between 1 and ${limits.parts}, inclusive`,
      fields: { ArgumentName: 'partNumber', ArgumentValue: text },
    });
  }
  return number;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(call: Call): Promise<Answer> {
  const { db, bucketName, key, request } = call;
  getBucket(db, bucketName);
  const uploadId = request.query.get('uploadId') ?? '';
  const number = partNumber(call);
  const upload = getUpload(db, bucketName, key, uploadId);
  const declared = declaredChecksum(request.headers);
  // If the upload has no chosen algorithm, a part may use any. A CRC64NVME is stored as well.
  if (upload.checksumAsked && declared?.algorithm !== upload.checksumAlgorithm) {
    const [expected, actual] = [upload.checksumAlgorithm, declared?.algorithm ?? 'null'];
    throw new S3Error('InvalidRequest', {
      detail: `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual.toLowerCase()}`,
    });
  }
  const received = await receive(call, upload.checksumAlgorithm, declared);
  const { blob, size, etag, checksum } = received;
  const part = { number, modified: Date.now(), size, etag, checksum, blob };
  const orphans = await commit(call, [blob], () => {
    // The upload may have been completed or aborted in the meantime.
    getUpload(db, bucketName, key, uploadId);
    return putPart(db, uploadId, part);
  });
  await call.blobs.remove(orphans);
  return {
    status: 200,
    headers: {
      etag: quoted(etag),
      ...(upload.checksumAsked && { [checksumHeader(upload.checksumAlgorithm)]: checksum }),
    },
  };
}
