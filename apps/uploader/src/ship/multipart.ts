import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { withBytes } from '@galeria/cloud';
import type { SpoolEntry } from '../spool/spool.ts';
import { objectChecksum } from './checksum.ts';

/** Where an original is written. */
export interface Destination {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly signal: AbortSignal;
}

/**
 * Uploads a large original in parts, with the SHA-256 of each part from receiving it, so that S3
 * verifies each part and finally the whole object.
 *
 * A failed upload is aborted; the bucket's lifecycle rule removes uploads of a process that died.
 */
export async function putParts(to: Destination, key: string, entry: SpoolEntry): Promise<void> {
  const { s3, bucket, signal } = to;
  const place = { Bucket: bucket, Key: key };
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({
      ...place,
      ContentType: entry.mimeType,
      ChecksumAlgorithm: 'SHA256',
      ChecksumType: 'COMPOSITE',
      Metadata: { upload: entry.upload },
    }),
    { abortSignal: signal },
  );
  try {
    await s3.send(
      new CompleteMultipartUploadCommand({
        ...place,
        UploadId,
        MultipartUpload: { Parts: await sendParts(to, key, UploadId, entry) },
        ChecksumSHA256: objectChecksum(entry),
        ChecksumType: 'COMPOSITE',
        IfNoneMatch: '*',
      }),
      { abortSignal: signal },
    );
  } catch (error) {
    await s3.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
    throw error;
  }
}

async function sendParts(
  { s3, bucket, signal }: Destination,
  key: string,
  UploadId: string | undefined,
  { path, size, partSize = size, parts = [] }: SpoolEntry,
): Promise<CompletedPart[]> {
  const sent: CompletedPart[] = [];
  for (const [at, ChecksumSHA256] of parts.entries()) {
    const start = at * partSize;
    const end = Math.min(start + partSize, size) - 1;
    const { ETag } = await withBytes(path, { start, end }, (Body) =>
      s3.send(
        new UploadPartCommand({
          Bucket: bucket,
          Key: key,
          UploadId,
          PartNumber: at + 1,
          Body,
          ContentLength: end - start + 1,
          ChecksumSHA256,
        }),
        { abortSignal: signal },
      ),
    );
    sent.push({ PartNumber: at + 1, ETag, ChecksumSHA256 });
  }
  return sent;
}
