import { randomBytes } from 'node:crypto';
import { ByShare, CreatedShare, NewShare, PAGE, Share, SharePage, ShareQuery } from '@galeria/api';
import { defined } from '@galeria/media';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import type { Auditor } from '../audit/auditor.ts';
import type { Cloud } from '../cloud.ts';
import { UploaderError } from '../errors.ts';
import { parseOnlyJson } from '../http/json-only.ts';
import { SHARE_BYTES, SIGNING_KEY_BYTES } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { readNewShare } from './new-share.ts';
import type { Passwords } from './passwords.ts';
import { hashOf, newSecret, tokenOf } from './token.ts';
import { viewShare } from './view-share.ts';

export interface ShareRouteOptions {
  readonly cloud: Pick<Cloud, 'catalog'>;
  readonly auditor: Auditor;
  readonly passwords: Passwords;
}

const READ = ['bad-request', 'cloud-unavailable', ...KEY_REFUSALS] as const;
const READ_ONE = ['not-found', ...READ] as const;

type ById = Static<typeof ByShare>;

/** `/shares`: links by which visitors see items or upload files, for their owner. */
export async function shareRoutes(
  app: FastifyInstance,
  { cloud: { catalog }, auditor, passwords }: ShareRouteOptions,
): Promise<void> {
  parseOnlyJson(app, SHARE_BYTES);

  app.post<{ Body: NewShare; Reply: CreatedShare }>(
    '/shares',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'createShare',
        summary: 'Create a link to items, or for uploads',
        tags: ['shares'],
        ...keyWith('manage'),
        body: NewShare,
        response: {
          201: CreatedShare,
          ...refusals('shares-full', 'album-by-rule', 'not-json', 'too-many-attempts', ...READ_ONE),
        },
      },
    },
    async (request, reply) => {
      const fields = await readNewShare(request.body, catalog);
      const { password } = request.body;
      const secret = newSecret();
      const share = await cloudCall(
        catalog.createShare({
          ...fields,
          secretHash: hashOf(secret),
          signingKey: randomBytes(SIGNING_KEY_BYTES).toString('base64'),
          ...(password !== undefined && { password: await passwords.hash(password) }),
        }),
      );
      const detail = `created ${share.id}`;
      await auditor.record(request, { event: 'share', result: 'accepted', detail });
      const token = tokenOf(share.id, secret);
      reply.code(201).header('location', `/shares/${share.id}`);
      return { ...viewShare(share), token, url: `/s/${token}` };
    },
  );

  app.get<{ Querystring: ShareQuery; Reply: SharePage }>(
    '/shares',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'listShares',
        summary: 'List links',
        tags: ['shares'],
        ...keyWith('manage'),
        querystring: ShareQuery,
        response: { 200: SharePage, ...refusals(...READ) },
      },
    },
    async ({ query: { limit = PAGE.default, ...query } }) => {
      const { shares, cursor } = await cloudCall(catalog.readShares({ limit, ...query }));
      const views = shares.map(({ ids: _, ...share }) => viewShare(share));
      return { shares: views, ...defined({ cursor }) };
    },
  );

  app.get<{ Params: ById; Reply: Share }>(
    '/shares/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'getShare',
        summary: 'Get a link, but not its token',
        tags: ['shares'],
        ...keyWith('manage'),
        params: ByShare,
        response: { 200: Share, ...refusals(...READ_ONE) },
      },
    },
    async ({ params: { id } }) => {
      const share = await cloudCall(catalog.readShare(id));
      if (!share) throw new UploaderError('not-found', { detail: id });
      return viewShare(share);
    },
  );

  app.delete<{ Params: ById }>(
    '/shares/:id',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'deleteShare',
        summary: 'End a link at once',
        tags: ['shares'],
        ...keyWith('manage'),
        params: ByShare,
        response: { 204: { type: 'null', description: 'Ended' }, ...refusals(...READ_ONE) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const isDeleted = await cloudCall(catalog.deleteShare(id));
      if (!isDeleted) throw new UploaderError('not-found', { detail: id });
      const detail = `deleted ${id}`;
      await auditor.record(request, { event: 'share', result: 'accepted', detail });
      return reply.code(204).send();
    },
  );
}
