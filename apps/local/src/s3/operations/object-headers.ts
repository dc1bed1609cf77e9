import { checksumHeader } from '../checksums/algorithms.ts';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Version } from '../store/versions.ts';
import { type Call, quoted } from './operation.ts';

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#SysMetadata
const systemMetadata = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

const userPrefix = 'x-amz-meta-';

/** Removes `aws-chunked`, which describes the transfer only. */
function contentEncoding(value: string): string | undefined {
  const codings = value.split(',').map((coding) => coding.trim());
  return (
    codings.filter((coding) => coding !== 'aws-chunked' && coding !== '').join(',') || undefined
  );
}

/** Returns the headers to store with a new object. */
export function storedHeaders({ request: { headers } }: Call): Record<string, string> {
  const stored: Record<string, string> = {};
  let userBytes = 0;
  for (const [name, value] of headers) {
    if (!name.startsWith(userPrefix)) continue;
    userBytes += name.length - userPrefix.length + value.length;
    stored[name] = value;
  }
  if (userBytes > limits.userMetadataBytes) {
    throw new S3Error('MetadataTooLarge', {
      fields: { Size: userBytes, MaxSizeAllowed: limits.userMetadataBytes },
    });
  }
  for (const name of systemMetadata) {
    const given = headers.get(name);
    const value = name === 'content-encoding' && given ? contentEncoding(given) : given;
    if (value !== undefined) stored[name] = value;
  }
  stored['content-type'] ??= 'binary/octet-stream';
  return stored;
}

export function versionHeader({ versionId }: Version): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

export function checksumHeaders({ checksum }: Pick<Version, 'checksum'>): Record<string, string> {
  if (checksum === undefined) return {};
  return {
    [checksumHeader(checksum.algorithm)]: checksum.value,
    'x-amz-checksum-type': checksum.type,
  };
}

/** Returns the headers of GET and HEAD, except for the length. */
export function objectHeaders(version: Version): Record<string, string> {
  return {
    ...version.headers,
    ...versionHeader(version),
    etag: quoted(version.etag),
    'last-modified': new Date(version.modified).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/**
 * Returns the headers that `response-content-type` and similar parameters override.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function overriddenHeaders({ request: { query } }: Call): Record<string, string> {
  const overrides: Record<string, string> = {};
  for (const name of systemMetadata) {
    const value = query.get(`response-${name}`);
    if (value === undefined) continue;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: invalid in a header value.
    if (/[\u0000-\u001f\u007f]|[^\u0000-\u00ff]/.test(value)) {
      throw new S3Error('InvalidArgument', { detail: `response-${name} is not a header value` });
    }
    overrides[name] = value;
  }
  return overrides;
}
