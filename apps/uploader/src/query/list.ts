import {
  FacetQuery,
  Facets,
  FilterQuery,
  ListQuery,
  MediaPage,
  type MediaSummary,
  PAGE,
  Timeline,
} from '@galeria/api';
import type { ListedItem } from '@galeria/media-index';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Address, Addresses } from './addresses.ts';
import { markStale } from './freshness.ts';
import { filterOf, listRequestOf } from './requests.ts';
import { viewSummary } from './views.ts';

export interface ListOptions {
  readonly readModel: ReadModel;
  readonly addresses: Addresses;
}

const REFUSALS = refusals('bad-request', 'index-unavailable', 'cloud-unavailable', ...KEY_REFUSALS);

/** `GET /media`, `GET /timeline`, `GET /facets`: answered by the index of this cell. */
export function listRoutes(app: FastifyInstance, { readModel, addresses }: ListOptions): void {
  const freshness = (reply: FastifyReply) => {
    const { complete, staleSince } = readModel.freshness();
    return { complete, ...markStale(reply, staleSince) };
  };

  app.get<{ Querystring: ListQuery; Reply: MediaPage }>(
    '/media',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listMedia',
        summary: 'List or search items',
        tags: ['media'],
        ...keyWith('read'),
        querystring: ListQuery,
        response: { 200: MediaPage, ...REFUSALS },
      },
    },
    async ({ query, host }, reply) => {
      const address = await addresses.for(host);
      const request = listRequestOf({ limit: PAGE.default, ...query });
      const { items, ...page } = await readModel.read((index) => index.list(request));
      return { items: items.map(view(address)), ...page, ...freshness(reply) };
    },
  );

  app.get<{ Querystring: FilterQuery; Reply: Timeline }>(
    '/timeline',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'timeline',
        summary: 'Count items by month and day',
        tags: ['media'],
        ...keyWith('read'),
        querystring: FilterQuery,
        response: { 200: Timeline, ...REFUSALS },
      },
    },
    async ({ query }, reply) => {
      const timeline = await readModel.read((index) => index.timeline(filterOf(query)));
      return { ...(timeline as Timeline), ...freshness(reply) };
    },
  );

  app.get<{ Querystring: FacetQuery; Reply: Facets }>(
    '/facets',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'facets',
        summary: 'Count items by their properties',
        tags: ['media'],
        ...keyWith('read'),
        querystring: FacetQuery,
        response: { 200: Facets, ...REFUSALS },
      },
    },
    async ({ query: { values, ...filter } }, reply) => {
      const facets = await readModel.read((index) => index.facets(filterOf(filter), values));
      return { facets: facets as Facets['facets'], ...freshness(reply) };
    },
  );
}

const view =
  (address: Address) =>
  ({ document, snippet }: ListedItem): MediaSummary => ({
    ...viewSummary(summaryOf(document), address),
    ...(snippet && { snippet: { ...snippet, marks: snippet.marks.map((mark) => [...mark]) } }),
  });
