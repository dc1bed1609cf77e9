import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { ById } from '@galeria/api';
import type { MediaItem } from '@galeria/catalog';
import { statusOf } from '@galeria/cloud';
import { type MediaId, originalKey } from '@galeria/media';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { UploaderError } from '../errors.ts';
import { isKnown } from '../http/entity-tag.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from './cloud-call.ts';
import type { QueryOptions } from './media.ts';
import { createItemReader } from './read-item.ts';

/** The response's `Content-Type` is the media type of the original. */
const BYTES = {
  description: 'The bytes as they were uploaded',
  content: { '*/*': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } },
};

/**
 * `GET /media/:id/original`: downloads the uploaded bytes, whole or in ranges. `HEAD` sends the same
 * headers from the catalog alone.
 */
export function originalRoute(
  app: FastifyInstance,
  { cloud, spool, readModel }: Pick<QueryOptions, 'cloud' | 'spool' | 'readModel'>,
): void {
  const readItem = createItemReader(cloud, readModel);

  app.head<{ Params: Static<typeof ById> }>(
    '/media/:id/original',
    { config: { scope: 'read' }, schema: { params: ById } },
    async ({ params: { id } }, reply) => {
      const item = await find(id);
      return describe(reply, item).header('content-length', item.original.size).send();
    },
  );

  app.get<{ Params: Static<typeof ById> }>(
    '/media/:id/original',
    {
      config: { scope: 'read' },
      exposeHeadRoute: false,
      schema: {
        operationId: 'getOriginal',
        summary: 'Download an original, whole or in ranges',
        tags: ['media'],
        ...keyWith('read'),
        params: ById,
        response: {
          200: BYTES,
          206: BYTES,
          304: { type: 'null', description: 'Not modified' },
          ...refusals('bad-request', 'not-found', 'not-stored', 'range-unsatisfiable'),
          ...refusals('cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async ({ params: { id }, headers }, reply) => {
      const item = await find(id);
      if (isKnown(headers['if-none-match'], `"${id}"`))
        return describe(reply, item).code(304).send();
      const object = await cloudCall(
        fetchOriginal(originalKey(item.kind, id), rangeOf(headers, id)),
      );
      if (object.ContentRange !== undefined) reply.header('content-range', object.ContentRange);
      return describe(reply, item)
        .code(object.ContentRange === undefined ? 200 : 206)
        .header('content-length', object.ContentLength)
        .send(object.Body as Readable);
    },
  );

  /** @throws UploaderError `not-found`, `not-stored` */
  async function find(id: MediaId): Promise<MediaItem> {
    const { record: item } = await readItem(id);
    const { waiting, quarantined } = spool.find(id);
    if (!item && waiting.length + quarantined.length === 0) {
      throw new UploaderError('not-found', { detail: id });
    }
    if (!item || item.status === 'received') throw new UploaderError('not-stored');
    return item;
  }

  async function fetchOriginal(
    Key: string,
    range: string | undefined,
  ): Promise<GetObjectCommandOutput> {
    try {
      return await cloud.s3.send(
        new GetObjectCommand({
          Bucket: cloud.originalsBucket,
          Key,
          ...(range && { Range: range }),
        }),
      );
    } catch (cause) {
      if (statusOf(cause) === 416) throw new UploaderError('range-unsatisfiable', { cause });
      if (statusOf(cause) === 404) throw new UploaderError('not-stored', { cause });
      throw cause;
    }
  }
}

const describe = (reply: FastifyReply, { id, original: { filename, mimeType } }: MediaItem) =>
  reply
    .type(mimeType)
    .header('content-disposition', contentDisposition(filename))
    .header('accept-ranges', 'bytes')
    .header('etag', `"${id}"`)
    .header('cache-control', 'private, no-cache')
    // The bytes are untrusted: a browser must neither sniff nor execute them.
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox");

/**
 * The requested range, unless `If-Range` names another version: dates and weak tags never match.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
 */
function rangeOf(headers: IncomingHttpHeaders, id: MediaId): string | undefined {
  const ifRange = headers['if-range'];
  return ifRange === undefined || ifRange === `"${id}"` ? headers.range : undefined;
}
