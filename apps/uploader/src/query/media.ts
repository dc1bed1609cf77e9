import { ById, MediaItem } from '@galeria/api';
import type { Description, MediaItem as MediaRecord } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { createCircuitBreaker } from '../circuit-breaker.ts';
import type { Cloud } from '../cloud.ts';
import { revisionTag } from '../edits/if-match.ts';
import { UploaderError } from '../errors.ts';
import { hasScope } from '../keys/guard.ts';
import { SPOOLED_BREAKER } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import type { Address, Addresses } from './addresses.ts';
import { markStale } from './freshness.ts';
import { createItemReader, readIndexed } from './read-item.ts';
import { asRejected, viewItem, viewSpooled } from './views.ts';

/** The catalog's state of an item: its record, or the generation of its tombstone. */
type Known =
  | {
      readonly record: MediaRecord;
      readonly address: Address;
      readonly staleSince: Date | undefined;
      readonly deleted?: never;
    }
  | { readonly record?: never; readonly deleted?: number };

const UNKNOWN: Known = {};

export interface QueryOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly readModel: ReadModel;
  readonly addresses: Addresses;
}

/** `GET /media/:id`. */
export function mediaRoutes(
  app: FastifyInstance,
  { cloud, spool, readModel, addresses }: QueryOptions,
): void {
  const { catalog } = cloud;
  const breaker = createCircuitBreaker(SPOOLED_BREAKER);
  const readItem = createItemReader(cloud, readModel);

  app.get<{ Params: Static<typeof ById>; Reply: Static<typeof MediaItem> }>(
    '/media/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getMedia',
        summary: 'Get an item with its attempts and uploads',
        tags: ['media'],
        ...keyWith('read'),
        params: ById,
        response: {
          200: MediaItem,
          ...refusals('bad-request', 'not-found', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const audit = hasScope(request, 'manage');
      const found = await find(request.params.id, audit, request.host);
      if (!found) throw new UploaderError('not-found', { detail: request.params.id });
      const { revision } = found.item;
      if (revision !== undefined) reply.header('etag', revisionTag(revision));
      return { ...found.item, ...markStale(reply, found.staleSince) };
    },
  );

  /** Reads an item from the catalog or the index; if it is absent there, from this spool. */
  async function find(id: MediaId, audit: boolean, host: string) {
    const { waiting, quarantined } = spool.find(id);
    const inSpool = waiting.length + quarantined.length > 0;
    const known = inSpool
      ? await breaker(() => readWithTombstone(id, host)).catch(() => readCopy(id, host))
      : await read(id, host);
    const rejected = quarantined.length > 0 && waiting.length === 0;
    if (known.record) {
      const { record, address, staleSince } = known;
      const item = viewItem(record, waiting, cloud.cell, audit, address);
      return { item: rejected && item.status === 'received' ? asRejected(item) : item, staleSince };
    }
    const [first, ...more] = [...waiting, ...quarantined].filter(isNewerThan(known.deleted));
    if (!first) return undefined;
    const item = viewSpooled([first, ...more], cloud.cell, audit);
    return { item: rejected ? asRejected(item) : item, staleSince: undefined };
  }

  async function read(id: MediaId, host: string): Promise<Known> {
    const { record, staleSince } = await readItem(id);
    return record ? { record, staleSince, address: await addresses.for(host) } : UNKNOWN;
  }

  /** Reads an item of this spool while the catalog is unreachable. */
  async function readCopy(id: MediaId, host: string): Promise<Known> {
    const record = await readIndexed(readModel, id);
    const address = await addresses.for(host).catch(() => undefined);
    if (!record || !address) return UNKNOWN;
    return { record, address, staleSince: readModel.freshness().staleSince ?? new Date() };
  }

  async function readWithTombstone(id: MediaId, host: string): Promise<Known> {
    const known = await read(id, host);
    if (known.record) return known;
    const deleted = hiddenGenerationOf(await catalog.describe(id));
    return deleted === undefined ? UNKNOWN : { deleted };
  }
}

/** The generation that is hidden, since the item is deleted or in the bin. No upload of it is shown. */
export function hiddenGenerationOf(item: Description): number | undefined {
  if (item.state === 'absent') return undefined;
  const isShown = item.state === 'alive' && !item.isBinned;
  return isShown ? undefined : item.generation;
}

/**
 * Selects uploads that the deletion does not include; the others are about to leave the spool. An
 * upload that was received while the catalog was away has no generation yet, and is included.
 */
export const isNewerThan =
  (deleted: number | undefined) =>
  ({ generation }: SpoolEntry): boolean =>
    deleted === undefined || generation === null || generation > deleted;
