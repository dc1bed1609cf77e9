import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { originalKey } from '@galeria/media';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { UploaderError } from '../errors.ts';
import { statusOf } from '../ship/refusal.ts';
import { cloudCall } from './cloud-call.ts';
import type { QueryOptions } from './media.ts';
import { ById } from './schemas.ts';

/** `GET /media/:id/original`: the bytes as they were uploaded, as a download, also in ranges. */
export function originalRoute(
  app: FastifyInstance,
  { cloud, spool }: Pick<QueryOptions, 'cloud' | 'spool'>,
): void {
  app.get<{ Params: Static<typeof ById> }>(
    '/media/:id/original',
    // A HEAD made of this would fetch all bytes only to drop them.
    { config: { scope: 'read' }, schema: { params: ById }, exposeHeadRoute: false },
    async ({ params: { id }, headers }, reply) => {
      const item = await cloudCall(cloud.catalog.get(id));
      const { waiting, held } = spool.find(id);
      if (!item && waiting.length + held.length === 0) {
        throw new UploaderError('not-found', { detail: id });
      }
      if (!item || item.status === 'received') throw new UploaderError('not-stored');
      const object = await cloudCall(fetchOriginal(originalKey(item.kind, id), headers.range));
      const { filename, mimeType } = item.original;
      reply
        .code(object.ContentRange === undefined ? 200 : 206)
        .type(mimeType)
        .header('content-disposition', contentDisposition(filename))
        .header('content-length', object.ContentLength)
        .header('accept-ranges', 'bytes')
        .header('etag', `"${id}"`)
        .header('cache-control', 'private, no-cache')
        // These are a stranger's bytes: a browser must neither guess at them nor run them.
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox");
      if (object.ContentRange !== undefined) reply.header('content-range', object.ContentRange);
      return reply.send(object.Body as Readable);
    },
  );

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
