import { BatchEdit, BatchEdited, ById, EditHeaders, MediaEdit, MediaSummary } from '@galeria/api';
import type { Edit, EditOutcome, EditTarget } from '@galeria/catalog';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Auditor } from '../audit/auditor.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { EDIT_REQUESTS } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import type { Addresses } from '../query/addresses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { viewSummary } from '../query/views.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Spool } from '../spool/spool.ts';
import { createBatch } from './batch.ts';
import { namesRevision, revisionTag } from './if-match.ts';
import { readEdit } from './read-edit.ts';
import { editOrRegister } from './register-spooled.ts';

export interface EditRouteOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly readModel: ReadModel;
  readonly auditor: Auditor;
  readonly addresses: Addresses;
}

const REFUSALS = ['bad-request', 'not-json', 'cloud-unavailable', ...KEY_REFUSALS] as const;

/** `PATCH /media/:id` and `POST /media/batch`: what the owner says about items. */
export async function editRoutes(app: FastifyInstance, options: EditRouteOptions): Promise<void> {
  const { cloud, spool, readModel, auditor, addresses } = options;
  parseOnlyJson(app, EDIT_REQUESTS.bodyBytes);

  const edit = (target: EditTarget, change: Edit): Promise<EditOutcome> =>
    editOrRegister({ cloud, spool }, target.id, () => cloud.catalog.edit(target, change));
  const editAll = createBatch({ edit, readModel });

  app.patch<{
    Params: Static<typeof ById>;
    Headers: EditHeaders;
    Body: MediaEdit;
    Reply: MediaSummary;
  }>(
    '/media/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'editMedia',
        summary: 'Edit an item',
        tags: ['media'],
        ...keyWith('manage'),
        params: ById,
        headers: EditHeaders,
        body: MediaEdit,
        response: { 200: MediaSummary, ...refusals('not-found', 'edit-conflict', ...REFUSALS) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const change = readEdit(request.body);
      const address = await addresses.for(request.host);
      const replaces = (revision: string) => namesRevision(request.headers['if-match'], revision);
      const result = await cloudCall(edit({ id, replaces }, change));
      if (result.outcome === 'absent') throw new UploaderError('not-found', { detail: id });
      if (result.outcome === 'conflict') throw new UploaderError('edit-conflict', { detail: id });
      const { outcome, item } = result;
      if (outcome === 'edited') {
        await readModel.changed([id]);
        const detail = Object.keys(request.body).join(', ');
        await auditor.record(request, { event: 'edit', result: 'accepted', id, detail });
      }
      if (item.revision !== undefined) reply.header('etag', revisionTag(item.revision));
      return viewSummary(item, address);
    },
  );

  app.post<{ Body: BatchEdit; Reply: BatchEdited }>(
    '/media/batch',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'editBatch',
        summary: 'Edit many items',
        tags: ['media'],
        ...keyWith('manage'),
        body: BatchEdit,
        response: { 200: BatchEdited, ...refusals('index-unavailable', ...REFUSALS) },
      },
    },
    async (request) => {
      const { body } = request;
      const answer = await cloudCall(editAll(body, readEdit(body.edit)));
      const items = answer.items.filter(({ result }) => result === 'edited').length;
      const detail = Object.keys(body.edit).join(', ');
      if (items > 0) {
        await auditor.record(request, { event: 'edit', result: 'accepted', items, detail });
      }
      return answer;
    },
  );
}
