import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { AddressKept } from '../audit/address.ts';
import type { Auditor } from '../audit/auditor.ts';
import { senderOf } from '../audit/sender.ts';
import { holds } from '../keys/guard.ts';
import { AUDIT_DETAIL } from '../limits.ts';
import { toProblem } from '../problem.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { type Acceptance, accept } from './accept.ts';
import { registerMultipart } from './multipart.ts';

const Upload = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  /** Bytes. */
  size: Type.Integer(),
  filename: Type.String(),
  /** Left out for a key without `read`: whether a file is known at all is not for everybody. */
  duplicate: Type.Optional(Type.Boolean()),
  links: Type.Object({ self: Type.String() }),
});

const Uploads = Type.Object({ uploads: Type.Array(Upload) });

export interface AcceptOptions extends Acceptance {
  /** Files a request. */
  readonly maxFiles: number;
  readonly addressKept: AddressKept;
  readonly auditor: Auditor;
  /** Told of what was kept, so that it is shipped at once. */
  readonly onKept: (entries: readonly SpoolEntry[]) => void;
}

/** `POST /uploads`: multipart, one or many files, any field name; 202 once they are kept. */
export async function acceptRoute(app: FastifyInstance, options: AcceptOptions) {
  await registerMultipart(app, options.maxFiles);

  app.post<{ Reply: Static<typeof Uploads> }>(
    '/uploads',
    { config: { scope: 'upload' }, schema: { response: { 202: Uploads } } },
    async (request, reply) => {
      const sender = senderOf(request, options.addressKept);
      const kept = await accept(options, request, sender).catch((error) => {
        const { code: result, detail = '' } = toProblem(error);
        const said = detail.slice(0, AUDIT_DETAIL);
        options.auditor.note(request, { event: 'upload', result, ...(said && { detail: said }) });
        throw error;
      });
      const entries = kept.map(({ entry }) => entry);
      for (const { upload, id, kind, size } of entries) {
        request.log.info({ upload, id, kind, size }, 'accepted');
      }
      options.onKept(entries);
      const tell = holds(request, 'read');
      return reply.code(202).send({
        uploads: kept.map(({ entry: { id, kind, size, filename }, duplicate }) => ({
          id,
          kind,
          size,
          filename,
          ...(tell ? { duplicate } : {}),
          links: { self: `/media/${id}` },
        })),
      });
    },
  );
}
