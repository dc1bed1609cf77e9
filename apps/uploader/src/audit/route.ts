import { AuditPage, AuditQuery, PAGE } from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import type { Cloud } from '../cloud.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { cloudCall } from '../query/cloud-call.ts';

/** `GET /audit`: lists audit entries in chronological order. */
export function auditRoute(app: FastifyInstance, { catalog }: Cloud): void {
  app.get<{ Querystring: AuditQuery; Reply: AuditPage }>(
    '/audit',
    {
      config: { scope: 'manage' },
      schema: {
        operationId: 'readAudit',
        summary: 'Read the audit in the order of time',
        tags: ['operations'],
        ...keyWith('manage'),
        querystring: AuditQuery,
        response: {
          200: AuditPage,
          ...refusals('bad-request', 'cloud-unavailable', ...KEY_REFUSALS),
        },
      },
    },
    async ({ query: { limit = PAGE.default, ...query } }) => {
      const { entries, cursor } = await cloudCall(catalog.readAudit({ ...query, limit }));
      return { entries: [...entries], ...(cursor === undefined ? {} : { cursor }) };
    },
  );
}
