import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { UploadRecord } from '@galeria/catalog';
import { isMediaId, kindByName, type UploadId, uploadKey } from '@galeria/media';
import { CloudError } from '../errors.ts';
import { hasCode } from '../s3-errors.ts';

const TEXTS = ['mimeType', 'filename', 'receivedAt', 'cell'] as const;

/**
 * Reads the upload record that the shipper wrote beside the originals.
 *
 * @returns undefined where it does not exist
 * @throws CloudError `bad-upload-record`
 */
export async function readUploadRecord(
  s3: S3Client,
  bucket: string,
  upload: UploadId,
): Promise<UploadRecord | undefined> {
  const key = uploadKey(upload);
  let text: string;
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    text = (await Body?.transformToString()) ?? '';
  } catch (error) {
    if (hasCode(error, 'NoSuchKey')) return undefined;
    throw error;
  }
  const record = parse(text, key);
  if (record.upload === upload && isUploadRecord(record)) return record;
  throw new CloudError('bad-upload-record', { detail: key });
}

function parse(text: string, key: string): Partial<UploadRecord> {
  try {
    return { ...JSON.parse(text) };
  } catch (cause) {
    throw new CloudError('bad-upload-record', { detail: key, cause });
  }
}

const isUploadRecord = (record: Partial<UploadRecord>): record is UploadRecord =>
  isMediaId(String(record.id)) &&
  kindByName(String(record.kind)) !== undefined &&
  Number.isInteger(record.size) &&
  Number.isInteger(record.generation) &&
  TEXTS.every((name) => typeof record[name] === 'string') &&
  !Number.isNaN(Date.parse(record.receivedAt as string));
