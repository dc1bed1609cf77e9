import { createHash } from 'node:crypto';
import { emptySha256, sameSignature, scopeText, sign } from '../../sigv4/canonical.ts';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Verified } from './verify.ts';

/**
 * The aws-chunked content encoding:
 *
 *     <hex size>[;chunk-signature=<hex>]\r\n<data>\r\n … 0[;chunk-signature=<hex>]\r\n
 *     [<trailer>:<value>\r\n …][x-amz-trailer-signature:<hex>\r\n]\r\n
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export interface ChunkedOptions {
  readonly signed: boolean;
  readonly seed: Verified['seed'];
  /** Filled with the trailers after the last chunk. */
  readonly trailers: Map<string, string>;
}

/** A reader that returns a line or a bounded number of bytes. */
function reader(source: AsyncIterable<Buffer>) {
  const iterator = source[Symbol.asyncIterator]();
  let buffer: Buffer = Buffer.alloc(0);

  async function more(): Promise<Buffer> {
    const { value, done } = await iterator.next();
    if (done) throw new S3Error('IncompleteBody');
    return value;
  }
  return {
    async line(): Promise<string> {
      for (;;) {
        const end = buffer.indexOf('\r\n');
        if (end >= 0) {
          const line = buffer.toString('latin1', 0, end);
          buffer = buffer.subarray(end + 2);
          return line;
        }
        if (buffer.length > limits.chunkLineBytes) {
          throw new S3Error('InvalidRequest', { detail: 'a line of aws-chunked is too long' });
        }
        buffer = Buffer.concat([buffer, await more()]);
      }
    },
    async some(most: number): Promise<Buffer> {
      while (buffer.length === 0) buffer = await more();
      const taken = buffer.subarray(0, most);
      buffer = buffer.subarray(taken.length);
      return taken;
    },
    async end(): Promise<void> {
      const { done } = await iterator.next();
      if (buffer.length > 0 || !done) {
        throw new S3Error('InvalidRequest', { detail: 'bytes after the last chunk' });
      }
    },
  };
}

/** Each signature covers the previous one, so chunks cannot be dropped or reordered. */
function signatureChain({ key, scope, date, signature }: Verified['seed']) {
  let previous = signature;
  return (kind: 'PAYLOAD' | 'TRAILER', given: string | undefined, hashes: readonly string[]) => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, date, scopeText(scope), previous, ...hashes];
    const computed = sign(key, text.join('\n'));
    if (!sameSignature(given ?? '', computed)) throw new S3Error('SignatureDoesNotMatch');
    previous = computed;
  };
}

function parseHead(line: string): { size: number; signature: string | undefined } {
  const [, size, signature] =
    /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? [];
  if (size === undefined)
    throw new S3Error('InvalidRequest', { detail: 'malformed aws-chunked body' });
  return { size: Number.parseInt(size, 16), signature };
}

/** Decodes an aws-chunked body as a stream. Throws at the first invalid byte. */
export async function* decodeChunks(source: AsyncIterable<Buffer>, options: ChunkedOptions) {
  const input = reader(source);
  const check = options.signed ? signatureChain(options.seed) : undefined;
  for (;;) {
    const { size, signature } = parseHead(await input.line());
    const hash = check && createHash('sha256');
    for (let left = size; left > 0; ) {
      const data = await input.some(left);
      left -= data.length;
      hash?.update(data);
      yield data;
    }
    if (hash) check?.('PAYLOAD', signature, [emptySha256, hash.digest('hex')]);
    if (size === 0) break;
    if ((await input.line()) !== '') throw new S3Error('IncompleteBody');
  }
  await readTrailers(input, options.trailers, check);
  await input.end();
}

async function readTrailers(
  input: ReturnType<typeof reader>,
  trailers: Map<string, string>,
  check: ReturnType<typeof signatureChain> | undefined,
): Promise<void> {
  let canonical = '';
  for (let line = await input.line(); line !== ''; line = await input.line()) {
    const at = line.indexOf(':');
    if (at < 1 || trailers.size >= limits.trailers) {
      throw new S3Error('InvalidRequest', { detail: 'malformed trailer' });
    }
    const [name, value] = [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    trailers.set(name, value);
    if (name !== 'x-amz-trailer-signature') canonical += `${name}:${value}\n`;
  }
  if (check && canonical !== '') {
    const hash = createHash('sha256').update(canonical).digest('hex');
    check('TRAILER', trailers.get('x-amz-trailer-signature'), [hash]);
  }
}
