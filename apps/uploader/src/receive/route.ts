import { UploadResponse } from '@galeria/api';
import type { FastifyInstance } from 'fastify';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { type AcceptOptions, createAccepter } from './accept.ts';
import { nameItem, viewAccepted } from './answer.ts';
import { partsOf, registerMultipart } from './multipart.ts';
import { type ReceiveOptions, receiveRequest } from './receive-request.ts';

export interface UploadRouteOptions extends ReceiveOptions, AcceptOptions {
  /** Maximum number of files per request. */
  readonly maxFiles: number;
}

const UPLOAD_REFUSALS = refusals(
  'bad-request',
  'no-file',
  'empty-file',
  'broken-multipart',
  'digest-mismatch',
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
  const accept = createAccepter(options);

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
      const accepted = await accept(request, (sender) =>
        receiveRequest(options, request, sender, partsOf(request)),
      );
      const [first, ...more] = accepted;
      if (first && more.length === 0) nameItem(reply, first.entry.id);
      return reply.code(202).send(viewAccepted(request, accepted));
    },
  );
}
