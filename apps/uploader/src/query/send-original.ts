import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { MediaSummary } from '@galeria/catalog';
import { statusOf } from '@galeria/cloud';
import { type MediaId, originalKey } from '@galeria/media';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { isKnown } from '../http/entity-tag.ts';
import { cloudCall } from './cloud-call.ts';

export type OriginalStore = Pick<Cloud, 's3' | 'originalsBucket'>;
type Item = Pick<MediaSummary, 'id' | 'kind' | 'original'>;

/**
 * Sends the bytes of an original, whole or in ranges, with an answer to conditions.
 *
 * @throws UploaderError `not-stored`, `range-unsatisfiable`, `cloud-unavailable`
 */
export async function sendOriginal(
  store: OriginalStore,
  item: Item,
  headers: IncomingHttpHeaders,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id, kind } = item;
  if (isKnown(headers['if-none-match'], `"${id}"`)) {
    return describeOriginal(reply, item).code(304).send();
  }
  const object = await cloudCall(fetchOriginal(store, originalKey(kind, id), rangeOf(headers, id)));
  if (object.ContentRange !== undefined) reply.header('content-range', object.ContentRange);
  return describeOriginal(reply, item)
    .code(object.ContentRange === undefined ? 200 : 206)
    .header('content-length', object.ContentLength)
    .send(object.Body as Readable);
}

/** Sets the headers of an original. */
export const describeOriginal = (
  reply: FastifyReply,
  { id, original: { filename, mimeType } }: Item,
): FastifyReply =>
  reply
    .type(mimeType)
    .header('content-disposition', contentDisposition(filename))
    .header('accept-ranges', 'bytes')
    .header('etag', `"${id}"`)
    .header('cache-control', 'private, no-cache')
    // The bytes are untrusted: a browser must neither sniff nor execute them.
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox");

async function fetchOriginal(
  { s3, originalsBucket }: OriginalStore,
  Key: string,
  range: string | undefined,
): Promise<GetObjectCommandOutput> {
  try {
    return await s3.send(
      new GetObjectCommand({ Bucket: originalsBucket, Key, ...(range && { Range: range }) }),
    );
  } catch (cause) {
    if (statusOf(cause) === 416) throw new UploaderError('range-unsatisfiable', { cause });
    if (statusOf(cause) === 404) throw new UploaderError('not-stored', { cause });
    throw cause;
  }
}

/**
 * The requested range, unless `If-Range` names another version: dates and weak tags never match.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
 */
function rangeOf(headers: IncomingHttpHeaders, id: MediaId): string | undefined {
  const ifRange = headers['if-range'];
  return ifRange === undefined || ifRange === `"${id}"` ? headers.range : undefined;
}
