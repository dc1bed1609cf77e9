import { S3Error } from './errors.ts';
import type { S3Request } from './http/request.ts';
import {
  createBucket,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from './operations/buckets.ts';
import { completeMultipartUpload } from './operations/complete-multipart-upload.ts';
import { createMultipartUpload } from './operations/create-multipart-upload.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getObject } from './operations/get-object.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import {
  abortMultipartUpload,
  listMultipartUploads,
  listParts,
} from './operations/multipart-uploads.ts';
import { getNotifications, putNotifications } from './operations/notifications.ts';
import type { Operation } from './operations/operation.ts';
import { putObject } from './operations/put-object.ts';
import { uploadPart } from './operations/upload-part.ts';

type Level = 'Service' | 'Bucket' | 'Object';

export interface Route {
  readonly name: string;
  readonly method: string;
  readonly level: Level;
  /** The query parameters that select this operation. */
  readonly required: readonly string[];
  /** The optional query parameters. */
  readonly optional: readonly string[];
  readonly run: Operation;
}

const list = ['prefix', 'delimiter', 'encoding-type'];
const overrides = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];

function route(
  name: string,
  [method, level, ...required]: readonly [string, Level, ...string[]],
  run: Operation,
  optional: readonly string[] = [],
): Route {
  return { name, method, level, required, optional, run };
}

/**
 * All supported operations.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
const routes: readonly Route[] = [
  route('ListBuckets', ['GET', 'Service'], listBuckets),
  route('CreateBucket', ['PUT', 'Bucket'], createBucket),
  route('HeadBucket', ['HEAD', 'Bucket'], headBucket),
  route('GetBucketVersioning', ['GET', 'Bucket', 'versioning'], getBucketVersioning),
  route('PutBucketVersioning', ['PUT', 'Bucket', 'versioning'], putBucketVersioning),
  route('GetBucketNotificationConfiguration', ['GET', 'Bucket', 'notification'], getNotifications),
  route('PutBucketNotificationConfiguration', ['PUT', 'Bucket', 'notification'], putNotifications),
  route('ListObjectsV2', ['GET', 'Bucket', 'list-type'], listObjectsV2, [
    ...list,
    'max-keys',
    'continuation-token',
    'start-after',
  ]),
  route('ListObjectVersions', ['GET', 'Bucket', 'versions'], listObjectVersions, [
    ...list,
    'max-keys',
    'key-marker',
    'version-id-marker',
  ]),
  route('ListMultipartUploads', ['GET', 'Bucket', 'uploads'], listMultipartUploads, [
    ...list,
    'max-uploads',
    'key-marker',
    'upload-id-marker',
  ]),
  route('DeleteObjects', ['POST', 'Bucket', 'delete'], deleteObjects),
  route('PutObject', ['PUT', 'Object'], putObject),
  route('GetObject', ['GET', 'Object'], getObject, [...overrides, 'versionId']),
  route('HeadObject', ['HEAD', 'Object'], getObject, [...overrides, 'versionId']),
  route('DeleteObject', ['DELETE', 'Object'], deleteObject, ['versionId']),
  route('CreateMultipartUpload', ['POST', 'Object', 'uploads'], createMultipartUpload),
  route('UploadPart', ['PUT', 'Object', 'uploadId', 'partNumber'], uploadPart),
  route('CompleteMultipartUpload', ['POST', 'Object', 'uploadId'], completeMultipartUpload),
  route('AbortMultipartUpload', ['DELETE', 'Object', 'uploadId'], abortMultipartUpload),
  route('ListParts', ['GET', 'Object', 'uploadId'], listParts, ['max-parts', 'part-number-marker']),
];

/** The supported headers that change an operation. */
const knownHeaders =
  /^x-amz-(meta-.*|checksum-.*|algorithm|content-sha256|credential|date|decoded-content-length|expires|mp-object-size|sdk-checksum-algorithm|security-token|signature|signedheaders|skip-destination-validation|trailer|user-agent)$/;

function levelOf({ bucket, key }: S3Request): Level {
  if (bucket === undefined) return 'Service';
  return key === undefined ? 'Bucket' : 'Object';
}

// Most operations follow this naming rule of AWS: GetBucketAcl, PutObjectTagging.
function nameOf(request: S3Request, unknown: readonly string[]): string {
  const { method } = request;
  const verb = `${method.charAt(0)}${method.slice(1).toLowerCase()}`;
  const resource = unknown
    .flatMap((name) => name.split(/[^a-zA-Z0-9]+/))
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
  return `${verb}${levelOf(request)}${resource}`;
}

/** Returns the requested operation. @throws S3Error `NotImplemented` with the operation's name */
export function findRoute(request: S3Request): Route {
  const level = levelOf(request);
  const parameters = [...request.query.keys()].filter(
    // `x-id` is a label that the SDK adds; X-Amz-* parameters belong to the signature.
    (name) => name !== 'x-id' && !name.toLowerCase().startsWith('x-amz-'),
  );
  const found = routes.find(
    ({ method, level: at, required, optional }) =>
      method === request.method &&
      at === level &&
      required.every((name) => request.query.has(name)) &&
      parameters.every((name) => required.includes(name) || optional.includes(name)),
  );
  if (found === undefined) {
    throw new S3Error('NotImplemented', { detail: nameOf(request, parameters) });
  }
  for (const name of request.headers.keys()) {
    if (!name.startsWith('x-amz-') || knownHeaders.test(name)) continue;
    throw new S3Error('NotImplemented', {
      detail: `${found.name} with ${name}`,
      fields: { Header: name },
    });
  }
  return found;
}
