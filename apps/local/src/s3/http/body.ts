import { createHash } from 'node:crypto';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import { decodeChunks } from '../sigv4/chunks.ts';
import type { Verified } from '../sigv4/verify.ts';
import type { S3Request } from './request.ts';

/** A request's body without its transfer framing. */
export interface Body {
  /** The declared size in bytes, which the received bytes must match. */
  readonly length: number;
  /** The value of x-amz-content-sha256, if it is a hash. */
  readonly sha256: string | undefined;
  readonly chunks: AsyncIterable<Buffer>;
  /** Complete when `chunks` has ended. */
  readonly trailers: ReadonlyMap<string, string>;
}

function announcedLength({ headers }: S3Request, chunked: boolean): number {
  const text = headers.get(chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined) throw new S3Error('MissingContentLength');
  const length = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(length)) {
    throw new S3Error('InvalidArgument', { detail: 'the length is not a number of bytes' });
  }
  return length;
}

async function* exactly(chunks: AsyncIterable<Buffer>, length: number) {
  let received = 0;
  for await (const chunk of chunks) {
    received += chunk.length;
    if (received > length) break;
    yield chunk;
  }
  if (received !== length) throw new S3Error('IncompleteBody');
}

/** Opens the body. `100 Continue` is sent when reading begins. */
export function openBody(request: S3Request, { payload, seed }: Verified): Body {
  const chunked = payload.kind === 'chunked';
  const length = announcedLength(request, chunked);
  const trailers = new Map<string, string>();
  async function* received() {
    request.startBody();
    // Keep the socket open on an error, so that the client can read the response.
    yield* request.message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  }
  const decoded = chunked
    ? decodeChunks(received(), { signed: payload.signed, seed, trailers })
    : received();
  return {
    length,
    sha256: payload.kind === 'hashed' ? payload.sha256 : undefined,
    chunks: exactly(decoded, length),
    trailers,
  };
}

/** Reads a small body, such as an XML document, and checks its hashes. */
export async function readText(request: S3Request, verified: Verified): Promise<string> {
  const body = openBody(request, verified);
  if (body.length > limits.xmlBytes) throw new S3Error('EntityTooLarge');
  const chunks: Buffer[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (body.sha256 !== undefined && body.sha256 !== sha256) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  return bytes.toString('utf8');
}
