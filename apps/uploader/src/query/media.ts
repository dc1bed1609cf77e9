import { ById, ListQuery, MediaItem, MediaPage, PAGE } from '@galeria/api';
import type { Burial, Description, MediaItem as MediaRecord } from '@galeria/catalog';
import type { MediaId } from '@galeria/media';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { generationFor } from '../accept/generation.ts';
import type { Auditor } from '../audit/auditor.ts';
import { UploaderError } from '../errors.ts';
import { holds } from '../keys/guard.ts';
import { SPOOLED_PATIENCE } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { createPatience } from '../patience.ts';
import type { Cloud } from '../ship/ship-file.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import type { Address, Addresses } from './addresses.ts';
import { cloudCall } from './cloud-call.ts';
import { asRefused, viewItem, viewSpooled, viewSummary } from './views.ts';

/** What the catalog has of an item: what lives of it, or the generation that it buried. */
type Seen =
  | { readonly known: MediaRecord; readonly address: Address; readonly buried?: never }
  | { readonly known?: never; readonly address?: never; readonly buried?: number };

const NOTHING: Seen = {};

export interface QueryOptions {
  readonly cloud: Cloud;
  readonly spool: Spool;
  readonly addresses: Addresses;
  readonly auditor: Auditor;
}

/** `GET /media`, `GET /media/:id`, `DELETE /media/:id`. */
export function mediaRoutes(
  app: FastifyInstance,
  { cloud, spool, addresses, auditor }: QueryOptions,
): void {
  const { catalog } = cloud;
  const patiently = createPatience(SPOOLED_PATIENCE);

  app.get<{ Querystring: Static<typeof ListQuery>; Reply: Static<typeof MediaPage> }>(
    '/media',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listMedia',
        summary: 'List or search items, newest first',
        tags: ['media'],
        ...keyWith('read'),
        querystring: ListQuery,
        response: {
          200: MediaPage,
          ...refusals('bad-request', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async ({ query, host }) => {
      const address = await addresses.for(host);
      const { q = '', limit = PAGE.default, ...rest } = query;
      const request = { ...rest, limit };
      const page = q.trim() === '' ? catalog.list(request) : catalog.search({ ...request, q });
      const { items, cursor } = await cloudCall(page);
      return {
        items: items.map((item) => viewSummary(item, address)),
        ...(cursor === undefined ? {} : { cursor }),
      };
    },
  );

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
    async (request) => {
      const audit = holds(request, 'manage');
      const item = await find(request.params.id, audit, request.host);
      if (!item) throw new UploaderError('not-found', { detail: request.params.id });
      return item;
    },
  );

  /** What the catalog says, and where it has nothing yet, or is away, what this spool does. */
  async function find(id: MediaId, audit: boolean, host: string) {
    const { waiting, held } = spool.find(id);
    const inSpool = waiting.length + held.length > 0;
    const { known, address, buried } = inSpool
      ? await patiently(() => lookOrBuried(id, host)).catch(() => NOTHING)
      : await look(id, host);
    const refused = held.length > 0 && waiting.length === 0;
    if (known) {
      const item = viewItem(known, waiting, cloud.cell, audit, address);
      return refused && item.status === 'received' ? asRefused(item) : item;
    }
    const [first, ...more] = [...waiting, ...held].filter(outlives(buried));
    const item = first && viewSpooled([first, ...more], cloud.cell, audit);
    return item && refused ? asRefused(item) : item;
  }

  async function look(id: MediaId, host: string): Promise<Seen> {
    const known = await cloudCall(catalog.get(id));
    return known ? { known, address: await addresses.for(host) } : NOTHING;
  }

  async function lookOrBuried(id: MediaId, host: string): Promise<Seen> {
    const seen = await look(id, host);
    if (seen.known) return seen;
    const buried = buriedOf(await catalog.describe(id));
    return buried === undefined ? NOTHING : { buried };
  }

  app.delete<{ Params: Static<typeof ById> }>(
    '/media/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'deleteMedia',
        summary: 'Delete an item with its original, renditions and records',
        tags: ['media'],
        ...keyWith('manage'),
        params: ById,
        response: {
          204: { type: 'null', description: 'Deleted' },
          ...refusals('bad-request', 'not-found', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const {
        params: { id },
        log,
      } = request;
      const { held: before } = spool.find(id);
      const burial = await cloudCall(bury(id));
      if (!burial) throw new UploaderError('not-found', { detail: id });
      log.info(burial, 'deleting');
      await auditor.record(request, { event: 'deletion', result: 'accepted', id });
      // The tombstone stands: where this fails, doing it again, by anybody, ends it.
      await cloudCall(cloud.erase(burial));
      // Waiting files are the shipper's to drop; nobody else comes for the ones in quarantine. Of
      // those without a generation only what was there before is the deleted item's for sure.
      const gone = spool
        .find(id)
        .held.filter(({ upload, generation }) =>
          generation === null
            ? before.some((entry) => entry.upload === upload)
            : generation <= burial.generation,
        );
      for (const entry of gone) await spool.dropHeld(entry);
      log.info(burial, 'deleted');
      return reply.code(204).send();
    },
  );

  /** What waits here is deleted too, also where the catalog has not heard of it yet. */
  async function bury(id: MediaId): Promise<Burial | undefined> {
    const { waiting, held } = spool.find(id);
    const item = await catalog.describe(id);
    const unseen = [...waiting, ...held].some(outlives(buriedOf(item)));
    // The catalog would bury an unknown id too.
    if (item.state === 'absent' && !unseen) return undefined;
    // Before the tombstone: no shipper of this cell may take these for uploads of the generation
    // that comes after it.
    for (const entry of waiting) await spool.assignGeneration(entry, generationFor(item));
    return catalog.beginDelete(id, { unseen });
  }
}

/** The generation of a tombstone. */
const buriedOf = (item: Description): number | undefined =>
  item.state === 'deleting' || item.state === 'deleted' ? item.generation : undefined;

/**
 * Uploads of a deleted life are on their way out of the spool: they are not there any more. One that
 * was accepted while the catalog was away may be of either life until it ships, and is shown.
 */
const outlives =
  (buried: number | undefined) =>
  ({ generation }: SpoolEntry): boolean =>
    buried === undefined || generation === null || generation > buried;
