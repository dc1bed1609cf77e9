import { ById, RetriedItem, RetryRequest, RetryResponse } from '@galeria/api';
import type { MediaSummary } from '@galeria/catalog';
import { dispatchPending } from '@galeria/cloud';
import { defined } from '@galeria/media';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Auditor } from '../audit/auditor.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { RETRIES } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';

export interface RetryOptions {
  readonly cloud: Cloud;
  readonly readModel: ReadModel;
  readonly auditor: Auditor;
}

/** `POST /media/:id/retry` and `POST /retries`. Both are idempotent. */
export async function retryRoutes(
  app: FastifyInstance,
  { cloud, readModel, auditor }: RetryOptions,
): Promise<void> {
  const { catalog } = cloud;
  // A body of another type must not count as an empty one, which retries everything.
  parseOnlyJson(app, RETRIES.bodyBytes);

  app.post<{ Params: Static<typeof ById>; Reply: RetriedItem }>(
    '/media/:id/retry',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'retryMedia',
        summary: 'Process a failed item again',
        tags: ['operations'],
        ...keyWith('manage'),
        params: ById,
        response: {
          202: RetriedItem,
          ...refusals('bad-request', 'not-found', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const item = await cloudCall(catalog.get(id));
      if (!item || item.binnedAt) throw new UploaderError('not-found', { detail: id });
      const mayRetry = item.status === 'failed' || item.status === 'stored';
      const again = mayRetry && (await cloudCall(retry(item)));
      if (again) await auditor.record(request, { event: 'retry', result: 'accepted', id });
      return reply.code(202).send({ id, status: again ? 'stored' : item.status });
    },
  );

  app.post<{ Body: RetryRequest; Reply: RetryResponse }>(
    '/retries',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'retryFailed',
        summary: 'Process failed items again',
        tags: ['operations'],
        ...keyWith('manage'),
        body: RetryRequest,
        response: {
          202: RetryResponse,
          ...refusals('bad-request', 'not-json', 'index-unavailable', 'cloud-unavailable'),
          ...refusals(...KEY_REFUSALS),
        },
      },
      // An empty body retries every failed item.
      preValidation: async (request) => {
        request.body ??= {} as RetryRequest;
      },
    },
    async (request, reply) => {
      const answer = await cloudCall(retryAll(request.body));
      const { retried: items } = answer;
      if (items > 0) await auditor.record(request, { event: 'retry', result: 'accepted', items });
      return reply.code(202).send(answer);
    },
  );

  /** @returns false if the item neither failed nor lacks the message of an interrupted retry */
  async function retry({ id, kind, generation }: MediaSummary): Promise<boolean> {
    const pending = await catalog.requeue(id, generation);
    if (!pending) return false;
    await dispatchPending(cloud, { ...pending, kind });
    await readModel.changed([id]);
    return true;
  }

  /** Reads a bounded number of failed items, and returns a cursor for the next call. */
  async function retryAll({ kind, since, code, cursor }: RetryRequest): Promise<RetryResponse> {
    await readModel.catchUp();
    let at = cursor;
    let retried = 0;
    for (let page = 0; page < RETRIES.pages; page++) {
      const request = {
        status: 'failed',
        sort: 'uploaded',
        limit: RETRIES.pageItems,
        ...defined({ kind, cursor: at }),
      } as const;
      const { items, cursor: next } = await readModel.read((index) => index.list(request));
      for (const { document } of items) {
        const item = summaryOf(document);
        const isLater = since === undefined || Date.parse(item.createdAt) >= Date.parse(since);
        const wanted = isLater && (!code || item.failure?.code === code);
        if (wanted && (await retry(item))) retried++;
      }
      at = next;
      if (at === undefined) return { retried };
    }
    return at === undefined ? { retried } : { retried, cursor: at };
  }
}
