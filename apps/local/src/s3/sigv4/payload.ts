import { S3Error } from '../errors.ts';

/**
 * The meaning of `x-amz-content-sha256`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export type Payload =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'hashed'; readonly sha256: string }
  | { readonly kind: 'chunked'; readonly signed: boolean; readonly trailer: boolean };

const streaming: Readonly<Record<string, Payload>> = {
  'UNSIGNED-PAYLOAD': { kind: 'unsigned' },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { kind: 'chunked', signed: false, trailer: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { kind: 'chunked', signed: true, trailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { kind: 'chunked', signed: true, trailer: true },
};

export function parsePayload(header: string): Payload {
  const payload = streaming[header];
  if (payload !== undefined) return payload;
  if (header.startsWith('STREAMING-')) throw new S3Error('NotImplemented', { detail: header });
  if (!/^[0-9a-f]{64}$/.test(header)) {
    throw new S3Error('InvalidArgument', {
      detail:
        'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- value or a SHA-256 in hex',
    });
  }
  return { kind: 'hashed', sha256: header };
}
