import {
  Album,
  AlbumEdit,
  AlbumItems,
  AlbumItemsChanged,
  AlbumPage,
  AlbumQuery,
  ByAlbum,
  EditHeaders,
  MediaPage,
  NewAlbum,
  PAGE,
} from '@galeria/api';
import type { Album as AlbumRecord } from '@galeria/catalog';
import { defined } from '@galeria/media';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { namesRevision, revisionTag } from '../edits/if-match.ts';
import { editOrRegister } from '../edits/register-spooled.ts';
import type { EditRouteOptions } from '../edits/routes.ts';
import { UploaderError } from '../errors.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { EDIT_REQUESTS } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { markStale } from '../query/freshness.ts';
import { filterOf } from '../query/requests.ts';
import { viewSummary } from '../query/views.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import { albumQuery, orderOf } from './album-query.ts';
import { createItemChanges } from './change-items.ts';
import { viewAlbum } from './view-album.ts';

const READ = refusals('bad-request', 'index-unavailable', 'cloud-unavailable', ...KEY_REFUSALS);
const READ_ONE = {
  ...READ,
  ...refusals('not-found'),
};
const WRITTEN = ['bad-request', 'not-json', 'index-unavailable', 'cloud-unavailable'] as const;

type ById = Static<typeof ByAlbum>;

/** `/albums`: albums, playlists, and albums by rule. */
export async function albumRoutes(app: FastifyInstance, options: EditRouteOptions): Promise<void> {
  const { cloud, spool, readModel, auditor, addresses } = options;
  const { catalog } = cloud;
  parseOnlyJson(app, EDIT_REQUESTS.bodyBytes);

  const { change, empty } = createItemChanges({
    readModel,
    place(id, album, position) {
      const place = () => catalog.placeInAlbum({ id }, album, position);
      return position === null ? place() : editOrRegister({ cloud, spool }, id, place);
    },
    async kindOf(id) {
      const item = await readModel.read((index) => index.get(id));
      return item ? summaryOf(item.document).kind : (await catalog.get(id))?.kind;
    },
  });

  async function read(id: string): Promise<AlbumRecord> {
    const album = await cloudCall(catalog.readAlbum(id));
    if (!album) throw new UploaderError('not-found', { detail: id });
    return album;
  }

  async function view(reply: FastifyReply, album: AlbumRecord, host: string) {
    reply.header('etag', revisionTag(String(album.revision)));
    return viewAlbum(readModel, album, await addresses.for(host));
  }

  /** A rule that the index refuses would make the album unreadable. */
  const checkRule = async (rule: NewAlbum['rule']): Promise<void> => {
    if (rule) await readModel.read((index) => index.list({ ...filterOf(rule), limit: 1 }));
  };

  app.get<{ Querystring: AlbumQuery; Reply: AlbumPage }>(
    '/albums',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listAlbums',
        summary: 'List albums and playlists',
        tags: ['albums'],
        ...keyWith('read'),
        querystring: AlbumQuery,
        response: { 200: AlbumPage, ...READ },
      },
    },
    async ({ query: { limit = PAGE.default, ...query }, host }) => {
      const { albums, cursor } = await cloudCall(catalog.readAlbums({ limit, ...query }));
      const address = await addresses.for(host);
      const views = albums.map((album) => viewAlbum(readModel, album, address));
      return { albums: await Promise.all(views), ...defined({ cursor }) };
    },
  );

  app.post<{ Body: NewAlbum; Reply: Album }>(
    '/albums',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'createAlbum',
        summary: 'Create an album or a playlist',
        tags: ['albums'],
        ...keyWith('manage'),
        body: NewAlbum,
        response: { 201: Album, ...refusals('albums-full', ...WRITTEN, ...KEY_REFUSALS) },
      },
    },
    async (request, reply) => {
      const { type = 'album', rule, description, ...fields } = request.body;
      await checkRule(rule);
      const order = orderOf(fields, rule !== undefined);
      const album = await cloudCall(
        catalog.createAlbum({
          ...{ ...fields, ...order, type },
          ...defined({ rule, description: description || undefined }),
        }),
      );
      await auditor.record(request, {
        event: 'album',
        result: 'accepted',
        detail: `created ${album.id}`,
      });
      reply.code(201).header('location', `/albums/${album.id}`);
      return view(reply, album, request.host);
    },
  );

  app.get<{ Params: ById; Reply: Album }>(
    '/albums/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getAlbum',
        summary: 'Get an album',
        tags: ['albums'],
        ...keyWith('read'),
        params: ByAlbum,
        response: { 200: Album, ...READ_ONE },
      },
    },
    async ({ params, host }, reply) => view(reply, await read(params.id), host),
  );

  app.patch<{ Params: ById; Headers: EditHeaders; Body: AlbumEdit; Reply: Album }>(
    '/albums/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'changeAlbum',
        summary: 'Rename, describe or order an album, or choose its cover',
        tags: ['albums'],
        ...keyWith('manage'),
        params: ByAlbum,
        headers: EditHeaders,
        body: AlbumEdit,
        response: {
          200: Album,
          ...refusals('not-found', 'edit-conflict', ...WRITTEN, ...KEY_REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { rule, ...fields } = request.body;
      const isByRule = (await read(id)).rule !== undefined;
      if (rule && !isByRule) {
        throw new UploaderError('bad-request', {
          detail: 'the album has no rule, and a rule cannot be added later',
        });
      }
      await checkRule(rule);
      if (fields.sort) orderOf(fields, isByRule);
      const { description, ...others } = fields;
      const result = await cloudCall(
        catalog.changeAlbum({
          id,
          replaces: (revision) => namesRevision(request.headers['if-match'], revision),
          change: { ...others, rule, description: description === '' ? null : description },
        }),
      );
      if (result.outcome === 'absent') throw new UploaderError('not-found', { detail: id });
      if (result.outcome === 'conflict') throw new UploaderError('edit-conflict', { detail: id });
      if (result.outcome === 'changed') {
        const detail = `changed ${id}`;
        await auditor.record(request, { event: 'album', result: 'accepted', detail });
      }
      return view(reply, result.album, request.host);
    },
  );

  app.delete<{ Params: ById }>(
    '/albums/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'deleteAlbum',
        summary: 'Delete an album, but none of its items',
        tags: ['albums'],
        ...keyWith('manage'),
        params: ByAlbum,
        response: {
          204: { type: 'null', description: 'Deleted' },
          ...READ_ONE,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { rule } = await read(id);
      // The items come first: after an interruption the album still exists, and the request can be repeated.
      if (rule === undefined) await cloudCall(empty(id));
      await cloudCall(catalog.deleteAlbum(id));
      const detail = `deleted ${id}`;
      await auditor.record(request, { event: 'album', result: 'accepted', detail });
      return reply.code(204).send();
    },
  );

  app.get<{ Params: ById; Querystring: AlbumQuery; Reply: MediaPage }>(
    '/albums/:id/items',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listAlbumItems',
        summary: 'List the items of an album in its order',
        tags: ['albums'],
        ...keyWith('read'),
        params: ByAlbum,
        querystring: AlbumQuery,
        response: { 200: MediaPage, ...READ_ONE },
      },
    },
    async ({ params, query: { limit = PAGE.default, ...query }, host }, reply) => {
      const album = await read(params.id);
      const address = await addresses.for(host);
      const request = { ...albumQuery(album), limit, ...query };
      const { items, ...page } = await readModel.read((index) => index.list(request));
      const { complete, staleSince } = readModel.freshness();
      return {
        items: items.map(({ document }) => viewSummary(summaryOf(document), address)),
        ...page,
        complete,
        ...markStale(reply, staleSince),
      };
    },
  );

  app.post<{ Params: ById; Body: AlbumItems; Reply: AlbumItemsChanged }>(
    '/albums/:id/items',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'changeAlbumItems',
        summary: 'Add, move and remove items of an album',
        tags: ['albums'],
        ...keyWith('manage'),
        params: ByAlbum,
        body: AlbumItems,
        response: {
          200: AlbumItemsChanged,
          ...refusals('not-found', 'album-by-rule', 'album-full', ...WRITTEN, ...KEY_REFUSALS),
        },
      },
    },
    async (request) => {
      const { id } = request.params;
      const items = await cloudCall(change(await read(id), request.body));
      const edited = items.filter(({ result }) => result === 'edited').length;
      if (edited > 0) {
        const detail = `items of ${id}`;
        await auditor.record(request, {
          event: 'album',
          result: 'accepted',
          items: edited,
          detail,
        });
      }
      return { items };
    },
  );
}
