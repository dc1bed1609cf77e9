import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  algorithm,
  type Credentials,
  parseDate,
  type Scope,
  sameSignature,
  sign,
  signingKey,
  stringToSign,
} from '../sigv4/canonical.ts';
import { AwsJsonError } from './errors.ts';
import { limits } from './limits.ts';

/** The credentials of a server and the service name in its signatures. */
export interface Access {
  readonly service: 'sqs' | 'dynamodb';
  readonly credentials: Credentials;
}

/** The parsed Authorization header of a request. */
export interface Claim {
  readonly scope: Scope;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const pattern = new RegExp(
  `^${algorithm} Credential=([^/, ]+)/(\\d{8})/([^/, ]+)/([^/, ]+)/aws4_request, ?` +
    'SignedHeaders=([^, ]+), ?Signature=([0-9a-f]{64})$',
);

/**
 * Checks everything but the signature's value, before the body is read.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readClaim(message: IncomingMessage, access: Access, now = Date.now()): Claim {
  const { authorization } = message.headers;
  if (authorization === undefined) throw new AwsJsonError('MissingAuthenticationTokenException');
  const [, accessKeyId, day, region, service, names, signature] = pattern.exec(authorization) ?? [];
  if (!accessKeyId || !day || !region || !service || !names || !signature) {
    throw new AwsJsonError('IncompleteSignatureException');
  }
  if (accessKeyId !== access.credentials.accessKeyId) {
    throw new AwsJsonError('UnrecognizedClientException');
  }
  const date = String(message.headers['x-amz-date'] ?? '');
  const signedHeaders = names.split(';');
  checkTime(date, day, now);
  if (service !== access.service) {
    throw refused(`the credential is for ${service}, not for ${access.service}`);
  }
  for (const name of Object.keys(message.headers)) {
    const mustBeSigned = name === 'host' || name.startsWith('x-amz-');
    if (mustBeSigned && !signedHeaders.includes(name)) throw refused(`${name} is not signed`);
  }
  return { scope: { day, region, service }, date, signedHeaders, signature };
}

function checkTime(date: string, day: string, now: number): void {
  const signedAt = parseDate(date);
  if (signedAt === undefined) {
    throw new AwsJsonError('IncompleteSignatureException', { detail: 'x-amz-date is not a date' });
  }
  if (!date.startsWith(`${day}T`)) throw refused('the credential and the date name different days');
  if (signedAt < now - limits.clockSkewMs) throw refused(`the signature expired: ${date}`);
  if (signedAt > now + limits.clockSkewMs) throw refused(`the signature is not valid yet: ${date}`);
}

/** Checks the signature over the received body. */
export function checkSignature(
  message: IncomingMessage,
  body: Buffer,
  { scope, date, signedHeaders, signature }: Claim,
  { credentials }: Access,
): void {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
  const text = stringToSign(date, scope, {
    method: message.method ?? '',
    path: decodeURIComponent(pathname),
    query: searchParams,
    headers: signedHeaders.map((name) => [name, String(message.headers[name] ?? '')] as const),
    payloadHash: createHash('sha256').update(body).digest('hex'),
  });
  const key = signingKey(credentials.secretAccessKey, scope);
  if (!sameSignature(signature, sign(key, text))) {
    throw refused('the calculated signature differs');
  }
}

const refused = (detail: string) => new AwsJsonError('InvalidSignatureException', { detail });
