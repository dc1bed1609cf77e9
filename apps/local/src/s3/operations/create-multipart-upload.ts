import { algorithms, type ChecksumType, isAlgorithm } from '../checksums/algorithms.ts';
import { S3Error } from '../errors.ts';
import { getBucket } from '../store/buckets.ts';
import { createUpload } from '../store/uploads.ts';
import { xmlDocument } from '../xml.ts';
import { storedHeaders } from './object-headers.ts';
import { type Answer, type Call, xmlAnswer } from './operation.ts';

/**
 * Returns the checksum algorithm of the upload. By default S3 stores a CRC64NVME of the whole object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
function chosenChecksum({ request: { headers } }: Call) {
  const name = headers.get('x-amz-checksum-algorithm')?.toUpperCase();
  const type = headers.get('x-amz-checksum-type')?.toUpperCase();
  const checksumAlgorithm = name ?? 'CRC64NVME';
  if (!isAlgorithm(checksumAlgorithm)) {
    throw new S3Error('NotImplemented', { detail: `the checksum ${checksumAlgorithm}` });
  }
  const { multipartTypes } = algorithms[checksumAlgorithm];
  if (
    type !== undefined &&
    (name === undefined || !multipartTypes.includes(type as ChecksumType))
  ) {
    throw new S3Error('InvalidRequest', {
      detail: `The ${type} checksum type cannot be used with the ${name ?? 'null'} checksum algorithm.`,
    });
  }
  return {
    checksumAlgorithm,
    checksumType: (type ?? multipartTypes[0]) as ChecksumType,
    checksumAsked: name !== undefined,
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(call: Call): Answer {
  const { db, bucketName, key } = call;
  getBucket(db, bucketName);
  const chosen = chosenChecksum(call);
  const upload = createUpload(
    db,
    bucketName,
    { key, headers: storedHeaders(call), ...chosen },
    Date.now(),
  );
  return xmlAnswer(
    xmlDocument('InitiateMultipartUploadResult', {
      Bucket: bucketName,
      Key: key,
      UploadId: upload.id,
    }),
    chosen.checksumAsked
      ? {
          'x-amz-checksum-algorithm': chosen.checksumAlgorithm,
          'x-amz-checksum-type': chosen.checksumType,
        }
      : {},
  );
}
