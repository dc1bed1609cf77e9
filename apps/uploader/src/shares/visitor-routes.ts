import {
  BySharedItem,
  ByToken,
  Link,
  ProofQuery,
  SharedPage,
  SharedQuery,
  Unlock,
} from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { UNLOCK_BYTES } from '../limits.ts';
import { refusals } from '../openapi/responses.ts';
import type { Addresses } from '../query/addresses.ts';
import { ORIGINAL_BYTES } from '../query/original.ts';
import { createItemReader } from '../query/read-item.ts';
import { sendOriginal } from '../query/send-original.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { createAttempts } from './attempts.ts';
import { createShareFinder } from './find-share.ts';
import { createSharedList } from './list-shared.ts';
import type { Passwords } from './passwords.ts';
import { isProven } from './proof.ts';
import { isUnlocked, rememberUnlocked, requireUnlocked } from './unlocked.ts';
import { createViewCounter } from './view-counter.ts';
import { viewLink } from './view-share.ts';
import { givesOriginal, viewShared } from './view-shared.ts';
import { setVisitorHeaders } from './visitor-headers.ts';

export interface VisitorRouteOptions {
  readonly cloud: Cloud;
  readonly readModel: ReadModel;
  readonly addresses: Addresses;
  readonly passwords: Passwords;
}

/** The problem codes of every route for visitors. */
export const VISITOR_REFUSALS = [
  'bad-request',
  'not-found',
  'host-forbidden',
  'origin-forbidden',
  'cloud-unavailable',
  'internal',
] as const;

type InToken = Static<typeof ByToken>;

/** `/s/:token/…`: what the visitors of a link may do. A token opens no other route. */
export async function visitorRoutes(
  app: FastifyInstance,
  { cloud, readModel, addresses, passwords }: VisitorRouteOptions,
): Promise<void> {
  const { catalog } = cloud;
  const find = createShareFinder(catalog);
  const list = createSharedList({ catalog, readModel });
  const readItem = createItemReader(cloud, readModel);
  const attempt = createAttempts();
  const views = createViewCounter(catalog, app.log);
  app.addHook('onClose', views.stop);
  app.addHook('onRequest', setVisitorHeaders);
  parseOnlyJson(app, UNLOCK_BYTES);

  app.get<{ Params: InToken; Reply: Link }>(
    '/s/:token/link',
    {
      schema: {
        operationId: 'getLink',
        summary: 'Tell what a link is for',
        tags: ['visitors'],
        security: [],
        params: ByToken,
        response: { 200: Link, ...refusals(...VISITOR_REFUSALS) },
      },
    },
    async (request) => {
      const share = await find(request.params.token);
      return viewLink(share, !isUnlocked(share, request));
    },
  );

  app.post<{ Params: InToken; Body: Unlock }>(
    '/s/:token/unlock',
    {
      schema: {
        operationId: 'unlockLink',
        summary: 'Give the password of a link, for a cookie',
        tags: ['visitors'],
        security: [],
        params: ByToken,
        body: Unlock,
        response: {
          204: { type: 'null', description: 'A cookie for the other requests is set' },
          ...refusals('password-wrong', 'too-many-attempts', 'not-json', ...VISITOR_REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const { token } = request.params;
      const share = await find(token);
      if (share.password) {
        attempt(share.id, request.clientAddress);
        const isRight = await passwords.matches(request.body.password, share.password);
        if (!isRight) throw new UploaderError('password-wrong');
        rememberUnlocked(share, token, request, reply);
      }
      return reply.code(204).send();
    },
  );

  app.get<{ Params: InToken; Querystring: SharedQuery; Reply: SharedPage }>(
    '/s/:token/items',
    {
      schema: {
        operationId: 'listSharedItems',
        summary: 'List the items of a share',
        tags: ['visitors'],
        security: [],
        params: ByToken,
        querystring: SharedQuery,
        response: {
          200: SharedPage,
          ...refusals('password-required', 'index-unavailable', ...VISITOR_REFUSALS),
        },
      },
    },
    async (request) => {
      const { token } = request.params;
      const share = await find(token, 'share');
      requireUnlocked(share, request);
      const { items, ...page } = await list(share, request.query);
      const address = await addresses.for(request.host);
      if (request.query.cursor === undefined) views.count(share.id);
      return { items: items.map((item) => viewShared(share, token, item, address)), ...page };
    },
  );

  app.get<{ Params: Static<typeof BySharedItem>; Querystring: Static<typeof ProofQuery> }>(
    '/s/:token/items/:id/original',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'getSharedOriginal',
        summary: 'Download an original of a share, whole or in ranges',
        description: 'The address comes from the listing.',
        tags: ['visitors'],
        security: [],
        params: BySharedItem,
        querystring: ProofQuery,
        response: {
          200: ORIGINAL_BYTES,
          206: ORIGINAL_BYTES,
          304: { type: 'null', description: 'Not modified' },
          ...refusals('password-required', 'not-stored', 'range-unsatisfiable'),
          ...refusals(...VISITOR_REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const { token, id } = request.params;
      const share = await find(token, 'share');
      requireUnlocked(share, request);
      const isListed = isProven(share, `original ${id}`, request.query);
      const item = isListed ? (await readItem(id)).record : undefined;
      if (item?.status !== 'ready' || !givesOriginal(share, item)) {
        throw new UploaderError('not-found');
      }
      return sendOriginal(cloud, item, request.headers, reply);
    },
  );
}
