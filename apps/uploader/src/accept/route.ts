import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { holds } from '../keys/guard.ts';
import { USER_AGENT_CHARACTERS } from '../limits.ts';
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
      const kept = await accept(options, request, {
        address: request.ip,
        ...(request.apiKey ? { key: request.apiKey.name } : {}),
        ...userAgent(request.headers['user-agent']),
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

const userAgent = (sent: string | undefined) =>
  sent === undefined ? {} : { userAgent: sent.slice(0, USER_AGENT_CHARACTERS) };
