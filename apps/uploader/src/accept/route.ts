import { UploadResponse } from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import type { AddressKept } from '../audit/address.ts';
import type { Auditor } from '../audit/auditor.ts';
import { senderOf } from '../audit/sender.ts';
import { holds } from '../keys/guard.ts';
import { AUDIT_DETAIL } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { toProblem } from '../problem.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { type Acceptance, accept } from './accept.ts';
import { registerMultipart } from './multipart.ts';

export interface AcceptOptions extends Acceptance {
  /** Files a request. */
  readonly maxFiles: number;
  readonly addressKept: AddressKept;
  readonly auditor: Auditor;
  /** Told of what was kept, so that it is shipped at once. */
  readonly onKept: (entries: readonly SpoolEntry[]) => void;
}

const UPLOAD_REFUSALS = refusals(
  'no-file',
  'empty-file',
  'broken-multipart',
  'not-multipart',
  'kind-unsupported',
  'file-too-large',
  'too-many-parts',
  'too-slow',
  'spool-full',
  'spool-unwritable',
  ...KEY_REFUSALS,
);

/** `POST /uploads`: multipart, one or many files, any field name; 202 once they are kept. */
export async function acceptRoute(app: FastifyInstance, options: AcceptOptions) {
  await registerMultipart(app, options.maxFiles);

  app.post<{ Reply: UploadResponse }>(
    '/uploads',
    {
      config: { scope: 'upload' },
      schema: {
        operationId: 'upload',
        summary: 'Upload one or many files',
        description:
          'Answers 202 once all files of the request are on disk, or keeps none of them.',
        tags: ['uploads'],
        ...keyWith('upload'),
        response: { 202: UploadResponse, ...UPLOAD_REFUSALS },
      },
    },
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
