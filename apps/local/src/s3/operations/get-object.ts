import { S3Error } from '../errors.ts';
import { getBucket } from '../store/buckets.ts';
import { currentVersion, getVersion, type Version } from '../store/versions.ts';
import { checkConditions } from './conditions.ts';
import {
  checksumHeaders,
  objectHeaders,
  overriddenHeaders,
  versionHeader,
} from './object-headers.ts';
import type { Answer, Call } from './operation.ts';
import { parseRange } from './range.ts';

/** Checks the format of a version id; `null` is valid too. */
export function checkVersionId(versionId: string): string {
  if (versionId !== 'null' && !/^[\w-]{32}$/.test(versionId)) {
    throw new S3Error('InvalidArgument', {
      detail: 'Invalid version id specified',
      fields: { ArgumentName: 'versionId', ArgumentValue: versionId },
    });
  }
  return versionId;
}

/**
 * Returns the requested version. A delete marker gives 404 if it is the current version and 405 if it
 * is requested by id. https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
 */
function findVersion({ db, bucketName, key, request }: Call): Version {
  getBucket(db, bucketName);
  const versionId = request.query.get('versionId');
  const named = versionId !== undefined;
  const version = named
    ? getVersion(db, bucketName, key, checkVersionId(versionId))
    : currentVersion(db, bucketName, key);
  if (version === undefined) {
    throw named
      ? new S3Error('NoSuchVersion', { fields: { Key: key, VersionId: versionId } })
      : new S3Error('NoSuchKey', { fields: { Key: key } });
  }
  if (!version.deleteMarker) return version;
  const headers = { 'x-amz-delete-marker': 'true', ...versionHeader(version) };
  if (!named) throw new S3Error('NoSuchKey', { fields: { Key: key }, headers });
  throw new S3Error('MethodNotAllowed', {
    fields: { Method: request.method, ResourceType: 'DeleteMarker' },
    headers: {
      ...headers,
      allow: 'DELETE',
      'last-modified': new Date(version.modified).toUTCString(),
    },
  });
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export function getObject(call: Call): Answer {
  const version = findVersion(call);
  const overrides = overriddenHeaders(call);
  checkConditions(call.request.headers, version);
  const range = parseRange(call.request.headers.get('range'), version.size);
  const { start, end } = range ?? { start: 0, end: version.size };
  const wantsChecksum =
    call.request.headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...objectHeaders(version),
      ...overrides,
      // Omitted for a range, as the checksum is that of the whole object.
      ...(wantsChecksum && range === undefined ? checksumHeaders(version) : {}),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${version.size}` }),
      'content-length': String(end - start),
    },
    ...(call.request.method === 'HEAD' || start === end
      ? {}
      : { body: call.blobs.read(version.segments, start, end) }),
  };
}
