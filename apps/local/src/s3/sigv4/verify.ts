import {
  type Credentials,
  parseDate,
  type Scope,
  sameSignature,
  sign,
  signingKey,
  stringToSign,
} from '../../sigv4/canonical.ts';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../http/request.ts';
import { limits } from '../limits.ts';
import { type Authorization, parseAuthorization } from './authorization.ts';
import { type Payload, parsePayload } from './payload.ts';

/** A verified request with the protection of its body and the seed of its chunk signatures. */
export interface Verified {
  readonly accessKeyId: string;
  readonly payload: Payload;
  readonly seed: {
    readonly key: Buffer;
    readonly scope: Scope;
    readonly date: string;
    readonly signature: string;
  };
}

function checkTime({ date, expiresSeconds }: Authorization, now: number): void {
  const signedAt = parseDate(date);
  if (signedAt === undefined) {
    throw new S3Error('AccessDenied', { detail: 'the date is not ISO 8601 basic' });
  }
  if (expiresSeconds === undefined) {
    if (Math.abs(now - signedAt) <= limits.clockSkewMs) return;
    throw new S3Error('RequestTimeTooSkewed', {
      fields: {
        RequestTime: date,
        ServerTime: new Date(now).toISOString(),
        MaxAllowedSkewMilliseconds: limits.clockSkewMs,
      },
    });
  }
  if (now > signedAt + expiresSeconds * 1000) {
    throw new S3Error('AccessDenied', {
      detail: 'Request has expired',
      fields: { 'X-Amz-Expires': expiresSeconds, ServerTime: new Date(now).toISOString() },
    });
  }
  if (signedAt > now + limits.clockSkewMs) {
    throw new S3Error('AccessDenied', { detail: 'Request is not valid yet' });
  }
}

function checkScope({ scope, date, expiresSeconds }: Authorization, region: string): void {
  const fault =
    expiresSeconds === undefined
      ? 'AuthorizationHeaderMalformed'
      : 'AuthorizationQueryParametersError';
  if (scope.region !== region) {
    throw new S3Error(fault, {
      detail: `the region '${scope.region}' is wrong; expecting '${region}'`,
      fields: { Region: region },
    });
  }
  if (scope.service !== 's3') throw new S3Error(fault, { detail: 'the service must be s3' });
  if (!date.startsWith(`${scope.day}T`)) {
    throw new S3Error(fault, { detail: 'the credential and the date name different days' });
  }
}

/** Checks that every x-amz-* header is signed, so that none can be added in transit. */
function checkSignedHeaders({ message }: S3Request, { signedHeaders }: Authorization): void {
  const unsigned = Object.keys(message.headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', {
      detail: 'There were headers present in the request which were not signed',
      fields: { HeadersNotSigned: unsigned.join(', ') },
    });
  }
}

/** Throws unless the request has a valid signature of `credentials` for `region`. */
export function verify(
  request: S3Request,
  credentials: Credentials,
  region: string,
  now = Date.now(),
): Verified {
  const authorization = parseAuthorization(request);
  const { accessKeyId, scope, signedHeaders, signature, date } = authorization;
  const presigned = authorization.expiresSeconds !== undefined;
  if (accessKeyId !== credentials.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', { fields: { AWSAccessKeyId: accessKeyId } });
  }
  if (request.headers.has('x-amz-security-token')) throw new S3Error('InvalidToken');
  checkScope(authorization, region);
  checkTime(authorization, now);
  checkSignedHeaders(request, authorization);

  const payloadHash =
    request.headers.get('x-amz-content-sha256') ?? (presigned ? 'UNSIGNED-PAYLOAD' : undefined);
  if (payloadHash === undefined) {
    throw new S3Error('InvalidRequest', { detail: 'x-amz-content-sha256 is missing' });
  }
  const key = signingKey(credentials.secretAccessKey, scope);
  const text = stringToSign(date, scope, {
    method: request.method,
    path: request.path,
    query: [...request.query].filter(([name]) => name !== 'X-Amz-Signature'),
    headers: signedHeaders.map((name) => [name, request.headers.get(name) ?? ''] as const),
    // A presigned URL is signed as UNSIGNED-PAYLOAD by default.
    payloadHash,
  });
  if (!sameSignature(signature, sign(key, text))) {
    throw new S3Error('SignatureDoesNotMatch', {
      fields: { AWSAccessKeyId: accessKeyId, SignatureProvided: signature, StringToSign: text },
    });
  }
  return {
    accessKeyId,
    payload: parsePayload(payloadHash),
    seed: { key, scope, date, signature },
  };
}
