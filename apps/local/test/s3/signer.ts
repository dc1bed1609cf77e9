import { createHash, createHmac } from 'node:crypto';

/**
 * An independent implementation of Signature Version 4 for tests.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export interface SignOptions {
  readonly method: string;
  readonly url: URL;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
  /** The value of x-amz-content-sha256. */
  readonly payload: string;
  readonly headers?: Record<string, string>;
  readonly now?: Date;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) =>
  createHmac('sha256', key).update(data).digest();
export const emptyHash = sha256('');

export function signRequest({ method, url, region, credentials, payload, ...more }: SignOptions) {
  const date = (more.now ?? new Date()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
  const headers: Record<string, string> = {
    ...more.headers,
    host: url.host,
    'x-amz-date': date,
    'x-amz-content-sha256': payload,
  };
  const names = Object.keys(headers).toSorted();
  const canonical = `${method}\n${url.pathname}\n${url.search.slice(1)}\n${names
    .map((name) => `${name}:${headers[name]}\n`)
    .join('')}\n${names.join(';')}\n${payload}`;
  const key = scope
    .split('/')
    .reduce<Buffer>((k, part) => hmac(k, part), Buffer.from(`AWS4${credentials.secretAccessKey}`));
  const text = (kind: string, ...rest: string[]) => [kind, date, scope, ...rest].join('\n');
  const signature = hmac(key, text('AWS4-HMAC-SHA256', sha256(canonical))).toString('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`;

  let previous = signature;
  return {
    headers,
    /** Returns a chunk of a signed aws-chunked body. An empty chunk ends it. */
    chunk(data: Buffer): Buffer {
      const parts = text('AWS4-HMAC-SHA256-PAYLOAD', previous, emptyHash, sha256(data));
      previous = hmac(key, parts).toString('hex');
      const head = `${data.length.toString(16)};chunk-signature=${previous}\r\n`;
      return Buffer.concat([Buffer.from(head), data, Buffer.from(data.length ? '\r\n' : '')]);
    },
    trailer(name: string, value: string): Buffer {
      const parts = text('AWS4-HMAC-SHA256-TRAILER', previous, sha256(`${name}:${value}\n`));
      const last = hmac(key, parts).toString('hex');
      return Buffer.from(`${name}:${value}\r\nx-amz-trailer-signature:${last}\r\n`);
    },
  };
}
