import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import { COMPRESSION } from '../limits.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

export type Encoding = 'br' | 'gzip';

/**
 * The encoding that a client prefers of those that the server has; undefined for none, and where the
 * client does not say.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function preferredEncoding(acceptEncoding: string | undefined): Encoding | undefined {
  if (acceptEncoding === undefined) return undefined;
  const encoding = negotiate(acceptEncoding.toLowerCase(), ['br', 'gzip', 'identity']);
  return encoding === null || encoding === 'identity' ? undefined : encoding;
}

/** Compresses an answer in the thread pool. */
export const compress = (text: string, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? toGzip(text, { level: COMPRESSION.gzipLevel })
    : toBrotli(text, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: COMPRESSION.brotliQuality,
          [constants.BROTLI_PARAM_LGWIN]: COMPRESSION.brotliWindowBits,
          [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
        },
      });
