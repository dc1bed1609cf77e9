import { UploadResponse } from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import type { AddressPrecision } from '../audit/address.ts';
import type { Auditor } from '../audit/auditor.ts';
import { senderOf } from '../audit/sender.ts';
import { toProblem } from '../http/problem.ts';
import { hasScope } from '../keys/guard.ts';
import { AUDIT_DETAIL } from '../limits.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import type { SpoolEntry } from '../spool/spool.ts';
import { registerMultipart } from './multipart.ts';
import { type ReceiveOptions, receiveRequest } from './receive-request.ts';

export interface UploadRouteOptions extends ReceiveOptions {
  /** Maximum number of files per request. */
  readonly maxFiles: number;
  readonly addressPrecision: AddressPrecision;
  readonly auditor: Auditor;
  /** Called with the files of a 202 answer, to ship them. */
  readonly onAccepted: (entries: readonly SpoolEntry[]) => void;
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
  'too-many-open-files',
  ...KEY_REFUSALS,
);

/** `POST /uploads`: multipart, one or many files, any field name; 202 once they are durable. */
export async function uploadRoute(app: FastifyInstance, options: UploadRouteOptions) {
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
      const sender = senderOf(request, options.addressPrecision);
      const accepted = await receiveRequest(options, request, sender).catch((error) => {
        const { code: result, detail = '' } = toProblem(error);
        const cut = detail.slice(0, AUDIT_DETAIL);
        options.auditor.recordLater(request, {
          event: 'upload',
          result,
          ...(cut && { detail: cut }),
        });
        throw error;
      });
      const entries = accepted.map(({ entry }) => entry);
      for (const { upload, id, kind, size } of entries) {
        request.log.info({ upload, id, kind, size }, 'upload accepted');
      }
      options.onAccepted(entries);
      const mayRead = hasScope(request, 'read');
      return reply.code(202).send({
        uploads: accepted.map(({ entry: { id, kind, size, filename }, duplicate }) => ({
          id,
          kind,
          size,
          filename,
          ...(mayRead && duplicate !== undefined ? { duplicate } : {}),
          links: { self: `/media/${id}` },
        })),
      });
    },
  );
}
