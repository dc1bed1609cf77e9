import { ById, DeleteQuery, MediaSummary } from '@galeria/api';
import type { MediaId } from '@galeria/media';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Auditor } from '../audit/auditor.ts';
import { revisionTag } from '../edits/if-match.ts';
import { UploaderError } from '../errors.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import type { Addresses } from '../query/addresses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { viewSummary } from '../query/views.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import {
  beginDelete,
  type DeletionOptions,
  deleteQuarantined,
  quarantinedUploads,
} from './delete-item.ts';
import { moveToBin } from './move-to-bin.ts';

export interface DeletionRouteOptions extends DeletionOptions {
  readonly readModel: ReadModel;
  readonly addresses: Addresses;
  readonly auditor: Auditor;
  /** Days that items stay in the bin; 0 for no bin. */
  readonly binDays: number;
}

const REFUSALS = refusals('bad-request', 'not-found', 'cloud-unavailable', ...KEY_REFUSALS);

/** `DELETE /media/:id`, `POST /media/:id/restore`. */
export function deletionRoutes(app: FastifyInstance, options: DeletionRouteOptions): void {
  const { cloud, spool, readModel, addresses, auditor, binDays } = options;

  app.delete<{ Params: Static<typeof ById>; Querystring: DeleteQuery }>(
    '/media/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'deleteMedia',
        summary: 'Move an item to the bin, or delete it with its original, renditions and records',
        tags: ['media'],
        ...keyWith('manage'),
        params: ById,
        querystring: DeleteQuery,
        response: {
          204: {
            type: 'null',
            description:
              'The item was moved to the bin, or deleted if `now` is true or the bin is disabled',
          },
          ...REFUSALS,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const isFinal = request.query.now === true || binDays === 0;
      const moved = isFinal ? undefined : await cloudCall(moveToBin(options, id));
      if (moved === 'absent') throw new UploaderError('not-found', { detail: id });
      if (moved === 'moved') {
        await readModel.changed([id]);
        request.log.info({ id }, 'item moved to the bin');
        await auditor.record(request, { event: 'bin', result: 'accepted', id });
      } else await erase(request, id);
      return reply.code(204).send();
    },
  );

  async function erase(request: FastifyRequest, id: MediaId): Promise<void> {
    const before = quarantinedUploads(spool, id);
    const deletion = await cloudCall(beginDelete(options, id));
    if (!deletion) throw new UploaderError('not-found', { detail: id });
    await readModel.changed([id]);
    request.log.info(deletion, 'deletion started');
    await auditor.record(request, { event: 'deletion', result: 'accepted', id });
    // The tombstone is written: after a failure a sweep or any later request completes the deletion.
    await cloudCall(cloud.erase(deletion));
    await deleteQuarantined(spool, deletion, before);
    request.log.info(deletion, 'item deleted');
  }

  app.post<{ Params: Static<typeof ById>; Reply: MediaSummary }>(
    '/media/:id/restore',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'restoreMedia',
        summary: 'Take an item out of the bin',
        tags: ['media'],
        ...keyWith('manage'),
        params: ById,
        response: { 200: MediaSummary, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const address = await addresses.for(request.host);
      const item = await cloudCall(cloud.catalog.restore(id));
      if (!item) throw new UploaderError('not-found', { detail: id });
      await readModel.changed([id]);
      await auditor.record(request, { event: 'restore', result: 'accepted', id });
      if (item.revision !== undefined) reply.header('etag', revisionTag(item.revision));
      return viewSummary(item, address);
    },
  );
}
