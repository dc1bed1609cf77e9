import type { IncomingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { type Encoding, preferredEncoding } from '@galeria/uploader/content-encoding';
import { COMPRESSED_BYTES } from './limits.ts';

/** The types of renditions that CloudFront compresses. */
const TYPES = /^(?:application\/json|text\/plain|image\/svg\+xml)(?:;|$)/;

/**
 * The encoding in which CloudFront sends an object: by type and size, and never in ranges.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
export function encodingOf(
  { ContentType = '', ContentLength = 0, ContentEncoding, ContentRange }: GetObjectCommandOutput,
  headers: IncomingHttpHeaders,
): Encoding | undefined {
  const { least, most } = COMPRESSED_BYTES;
  if (!TYPES.test(ContentType) || ContentLength < least || ContentLength > most) return undefined;
  if (ContentEncoding !== undefined || ContentRange !== undefined) return undefined;
  return preferredEncoding(headers['accept-encoding']);
}

export const compressor = (encoding: Encoding): Transform =>
  encoding === 'gzip'
    ? createGzip()
    : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
