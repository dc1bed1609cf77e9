import { createHash } from 'node:crypto';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { SpooledFile } from '../spool/request.ts';

/**
 * The SHA-256 that S3 reports for an object: of its bytes after a single PUT; of the digests of its
 * parts, with their number, after a multipart upload.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function objectChecksum({ id, parts }: SpooledFile): string {
  if (!parts) return Buffer.from(id, 'hex').toString('base64');
  const composite = createHash('sha256');
  for (const part of parts) composite.update(part, 'base64');
  return `${composite.digest('base64')}-${parts.length}`;
}

/** Whether an existing object has the bytes of this file. */
export const isSameObject = (head: HeadObjectCommandOutput, file: SpooledFile): boolean =>
  head.ContentLength === file.size && head.ChecksumSHA256 === objectChecksum(file);
