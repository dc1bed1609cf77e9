import { checksumHeader } from '../checksums/algorithms.ts';
import { declaredChecksum } from '../checksums/declared.ts';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import { getBucket } from '../store/buckets.ts';
import { getUpload, putPart } from '../store/uploads.ts';
import { type Answer, type Call, commit, quoted } from './operation.ts';
import { receive } from './receive.ts';

/** A part number as S3 takes it. */
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
  // Where the upload named no algorithm, a part may be checked by any, and CRC64NVME is kept beside.
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
    // It may have been completed or aborted while the bytes came.
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
