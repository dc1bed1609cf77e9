import { ById } from '@galeria/api';
import type { MediaItem } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { UploaderError } from '../errors.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import type { QueryOptions } from './media.ts';
import { createItemReader } from './read-item.ts';
import { describeOriginal, sendOriginal } from './send-original.ts';

/** The response's `Content-Type` is the media type of the original. */
export const ORIGINAL_BYTES = {
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
      return describeOriginal(reply, item).header('content-length', item.original.size).send();
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
          200: ORIGINAL_BYTES,
          206: ORIGINAL_BYTES,
          304: { type: 'null', description: 'Not modified' },
          ...refusals('bad-request', 'not-found', 'not-stored', 'range-unsatisfiable'),
          ...refusals('cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async ({ params: { id }, headers }, reply) =>
      sendOriginal(cloud, await find(id), headers, reply),
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
}
