import { type KnownItem, KnownRequest, KnownResponse } from '@galeria/api';
import type { MediaId } from '@galeria/media';
import type { FastifyInstance } from 'fastify';
import pMap from 'p-map';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import type { Cloud } from '../cloud.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { KNOWN, SPOOLED_BREAKER } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Spool } from '../spool/spool.ts';
import { cloudCall } from './cloud-call.ts';
import { hiddenGenerationOf, isNewerThan } from './media.ts';

export interface KnownOptions {
  readonly cloud: Pick<Cloud, 'catalog'>;
  readonly spool: Pick<Spool, 'find'>;
  readonly readModel: ReadModel;
}

type Status = KnownItem['status'];

/**
 * `POST /media/known`: tells which files the gallery has, from the index. While the index is incomplete
 * or unavailable, the catalog is asked. Encapsulated, as only this route parses JSON of this size.
 */
export async function knownRoute(
  app: FastifyInstance,
  { cloud, spool, readModel }: KnownOptions,
): Promise<void> {
  const breaker = createCircuitBreaker(SPOOLED_BREAKER);
  parseOnlyJson(app, KNOWN.bodyBytes);

  app.post<{ Body: KnownRequest; Reply: KnownResponse }>(
    '/media/known',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'findKnown',
        summary: 'Tell which files the gallery has, by their SHA-256',
        tags: ['media'],
        ...keyWith('read'),
        body: KnownRequest,
        response: {
          200: KnownResponse,
          ...refusals('bad-request', 'not-json', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async ({ body }) => {
      const ids = [...new Set(body.ids)];
      const indexed = await readIndex(ids);
      const statuses = await pMap(
        ids,
        async (id) => indexed.get(id) ?? (await readSpool(id)) ?? readOthers(id),
        { concurrency: KNOWN.parallel },
      );
      return {
        items: ids.flatMap((id, at) => {
          const status = statuses[at];
          return status === undefined ? [] : [{ id, status }];
        }),
      };
    },
  );

  /** The statuses that the index has of items in the catalog. */
  async function readIndex(ids: readonly MediaId[]): Promise<Map<MediaId, Status>> {
    const found = await readModel
      .read((index) => Promise.all(ids.map((id) => index.get(id))))
      .catch(() => []);
    return new Map(
      found.flatMap((item) =>
        item && item.version >= 0 ? [[item.id, summaryOf(item.document).status]] : [],
      ),
    );
  }

  /** The status of an item that the index may lack. */
  async function readOthers(id: MediaId): Promise<Status | undefined> {
    if (readModel.freshness().complete) return undefined;
    const item = await cloudCall(cloud.catalog.describe(id));
    return item.state === 'alive' && !item.isBinned ? item.status : undefined;
  }

  /** The status of an item that only this spool has, unless its uploads were deleted. */
  async function readSpool(id: MediaId): Promise<Status | undefined> {
    const { waiting, quarantined } = spool.find(id);
    if (waiting.length + quarantined.length === 0) return undefined;
    const deleted = await breaker(() => cloud.catalog.describe(id)).then(
      hiddenGenerationOf,
      () => undefined,
    );
    if (waiting.some(isNewerThan(deleted))) return 'received';
    return quarantined.some(isNewerThan(deleted)) ? 'failed' : undefined;
  }
}
