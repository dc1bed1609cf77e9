import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { AUDIT_SPAN_MS, PAGE } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import type { Cloud } from '../ship/ship-file.ts';

const AuditQuery = Type.Object({
  /** RFC 3339: from here on, a week before the end unless said, … */
  from: Type.Optional(Type.String({ format: 'date-time' })),
  /** … and before there: now, unless said. */
  to: Type.Optional(Type.String({ format: 'date-time' })),
  key: Type.Optional(Type.String({ maxLength: 256 })),
  limit: Type.Integer({ minimum: 1, maximum: PAGE.most, default: PAGE.default }),
  cursor: Type.Optional(Type.String({ maxLength: 256 })),
});

const AuditPage = Type.Object({
  entries: Type.Array(
    Type.Object({
      entry: Type.String(),
      at: Type.String(),
      event: Type.String(),
      result: Type.String(),
      cell: Type.String(),
      address: Type.Optional(Type.String()),
      key: Type.Optional(Type.String()),
      userAgent: Type.Optional(Type.String()),
      id: Type.Optional(Type.String()),
      kind: Type.Optional(Type.String()),
      mimeType: Type.Optional(Type.String()),
      size: Type.Optional(Type.Integer()),
      filename: Type.Optional(Type.String()),
      detail: Type.Optional(Type.String()),
      items: Type.Optional(Type.Integer()),
    }),
  ),
  /** Absent on the last page. */
  cursor: Type.Optional(Type.String()),
});

/** `GET /audit`: what was asked for, by whom, in the order of time. */
export function auditRoute(app: FastifyInstance, { catalog }: Cloud): void {
  app.get<{ Querystring: Static<typeof AuditQuery>; Reply: Static<typeof AuditPage> }>(
    '/audit',
    {
      config: { scope: 'manage' },
      schema: { querystring: AuditQuery, response: { 200: AuditPage } },
    },
    async ({ query }) => {
      const to = query.to ?? new Date().toISOString();
      const from = query.from ?? new Date(Date.parse(to) - AUDIT_SPAN_MS).toISOString();
      const { entries, cursor } = await cloudCall(catalog.readAudit({ ...query, from, to }));
      return { entries: [...entries], ...(cursor === undefined ? {} : { cursor }) };
    },
  );
}
