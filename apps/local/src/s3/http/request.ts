import type { IncomingMessage } from 'node:http';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';

/** A parsed S3 request with path-style address, decoded query and lower-case header names. */
export interface S3Request {
  readonly id: string;
  readonly method: string;
  readonly bucket: string | undefined;
  /** Decoded, not normalised: `a//b` and `../c` are valid keys. */
  readonly key: string | undefined;
  /** Decoded path, for the signature and for the `Resource` of an error. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** One value per name. A presigned request also has its `x-amz-*` parameters here. */
  readonly headers: ReadonlyMap<string, string>;
  readonly message: IncomingMessage;
  /** Called before the body is read, to send `100 Continue`. */
  readonly startBody: () => void;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new S3Error('InvalidURI', { cause });
  }
}

// `URLSearchParams` would replace invalid UTF-8 instead of refusing it.
function parseQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    const value = at < 0 ? '' : pair.slice(at + 1);
    query.set(decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' ')));
  }
  return query;
}

function parseHeaders(message: IncomingMessage, query: ReadonlyMap<string, string>) {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(',') : value);
  }
  // Presigning moves headers into the query, so signed query parameters are treated as headers.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  if (query.has('X-Amz-Signature')) {
    for (const [name, value] of query) {
      const header = name.toLowerCase();
      if (header.startsWith('x-amz-') && !headers.has(header)) headers.set(header, value);
    }
  }
  return headers;
}

/** Parses the address without `URL`, which would resolve `..` and so change the key. */
export function parseRequest(
  message: IncomingMessage,
  id: string,
  startBody: () => void,
): S3Request {
  const target = message.url ?? '/';
  const at = target.indexOf('?');
  const path = decode(at < 0 ? target : target.slice(0, at));
  if (!path.startsWith('/')) throw new S3Error('InvalidURI');
  const slash = path.indexOf('/', 1);
  const bucket = path.slice(1, slash < 0 ? undefined : slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > limits.keyBytes) {
    throw new S3Error('KeyTooLongError', {
      fields: { Size: Buffer.byteLength(key), MaxSizeAllowed: limits.keyBytes },
    });
  }
  const query = parseQuery(at < 0 ? '' : target.slice(at + 1));
  return {
    id,
    method: message.method ?? 'GET',
    bucket: bucket === '' ? undefined : bucket,
    key: key === '' ? undefined : key,
    path,
    query,
    headers: parseHeaders(message, query),
    message,
    startBody,
  };
}
