import { S3Error } from '../errors.ts';
import { readText } from '../http/body.ts';
import {
  createBucket as create,
  getBucket,
  listBuckets as list,
  setVersioning,
} from '../store/buckets.ts';
import { parseXml, textOf, xmlDocument } from '../xml.ts';
import { type Answer, type Call, isoDate, xmlAnswer } from './operation.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function checkBucketName(name: string): void {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
  if (!wellFormed || name.includes('..') || /^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    throw new S3Error('InvalidBucketName', { fields: { BucketName: name } });
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(call: Call): Promise<Answer> {
  checkBucketName(call.bucketName);
  const hasBody = Number(call.request.headers.get('content-length') ?? 0) > 0;
  if (hasBody) {
    const text = await readText(call.request, call.verified);
    const constraint = textOf(parseXml(text, 'CreateBucketConfiguration'), 'LocationConstraint');
    if (constraint !== undefined && constraint.trim() !== call.region) {
      throw new S3Error('InvalidLocationConstraint', {
        fields: { LocationConstraint: constraint },
      });
    }
  }
  const created = create(call.db, call.bucketName, Date.now());
  // In us-east-1, creating an existing bucket succeeds.
  if (!created && call.region !== 'us-east-1') {
    throw new S3Error('BucketAlreadyOwnedByYou', { fields: { BucketName: call.bucketName } });
  }
  return { status: 200, headers: { location: `/${call.bucketName}` } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket(call: Call): Answer {
  getBucket(call.db, call.bucketName);
  return { status: 200, headers: { 'x-amz-bucket-region': call.region } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(call: Call): Answer {
  const Bucket = list(call.db).map(({ name, created }) => ({
    Name: name,
    CreationDate: isoDate(created),
  }));
  const Owner = { ID: call.verified.accessKeyId };
  return xmlAnswer(xmlDocument('ListAllMyBucketsResult', { Owner, Buckets: { Bucket } }));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export async function putBucketVersioning(call: Call): Promise<Answer> {
  getBucket(call.db, call.bucketName);
  const text = await readText(call.request, call.verified);
  const document = parseXml(text, 'VersioningConfiguration');
  const status = textOf(document, 'Status')?.trim();
  if (textOf(document, 'MfaDelete') !== undefined) {
    throw new S3Error('NotImplemented', { detail: 'MfaDelete' });
  }
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new S3Error('IllegalVersioningConfigurationException');
  }
  setVersioning(call.db, call.bucketName, status);
  return { status: 200 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export function getBucketVersioning(call: Call): Answer {
  const { versioning } = getBucket(call.db, call.bucketName);
  const Status = versioning === '' ? undefined : versioning;
  return xmlAnswer(xmlDocument('VersioningConfiguration', { Status }));
}
