import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Computes AWS Signature Version 4 with the path rules of S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */

export const algorithm = 'AWS4-HMAC-SHA256';
export const emptySha256 = createHash('sha256').digest('hex');

/** The credential scope: `<day>/<region>/<service>/aws4_request`. */
export interface Scope {
  /** `20261121` */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

export const scopeText = ({ day, region, service }: Scope) =>
  `${day}/${region}/${service}/aws4_request`;

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data);

/** Returns the signing key of one day, region and service. */
export function signingKey(secret: string, { day, region, service }: Scope): Buffer {
  const steps = [day, region, service, 'aws4_request'];
  return steps.reduce<Buffer>(
    (key, step) => hmac(key, step).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

export const sign = (key: Buffer, text: string) => hmac(key, text).digest('hex');

// Encodes all but RFC 3986's unreserved characters; encodeURIComponent also leaves !'()*.
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

interface CanonicalParts {
  readonly method: string;
  /** Decoded; S3 encodes it once and never normalises it. */
  readonly path: string;
  /** Decoded, without X-Amz-Signature. */
  readonly query: Iterable<readonly [string, string]>;
  /** Lower-case names, in the order of `SignedHeaders`. */
  readonly headers: readonly (readonly [string, string])[];
  readonly payloadHash: string;
}

function canonicalRequest({ method, path, query, headers, payloadHash }: CanonicalParts): string {
  const pairs = [...query].map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`);
  const lines = headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}\n`);
  return [
    method,
    path.split('/').map(uriEncode).join('/'),
    pairs.sort().join('&'),
    lines.join(''),
    headers.map(([name]) => name).join(';'),
    payloadHash,
  ].join('\n');
}

/** @param date `20261121T222500Z` */
export function stringToSign(date: string, scope: Scope, parts: CanonicalParts): string {
  // Node reads header bytes as Latin-1, and the signature is over those bytes.
  const request = Buffer.from(canonicalRequest(parts), 'latin1');
  const hash = createHash('sha256').update(request).digest('hex');
  return [algorithm, date, scopeText(scope), hash].join('\n');
}

/** Compares two signatures in constant time. */
export function sameSignature(given: string, computed: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(computed)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Parses `20261121T222500Z`. @returns milliseconds since 1970, or undefined for another format */
export function parseDate(date: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (parts === null) return undefined;
  const [year = Number.NaN, month = Number.NaN, ...rest] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest);
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
