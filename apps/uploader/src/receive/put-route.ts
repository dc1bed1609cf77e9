import type { IncomingMessage } from 'node:http';
import { UploadResponse } from '@galeria/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { UploaderError } from '../errors.ts';
import { bodyStream } from '../http/body-stream.ts';
import { KEY_REFUSALS, keyWith, refusals } from '../openapi/responses.ts';
import { type AcceptOptions, createAccepter } from './accept.ts';
import { nameItem, viewAccepted } from './answer.ts';
import type { Part } from './keep-files.ts';
import { type ReceiveOptions, receiveRequest } from './receive-request.ts';

const ByFilename = Type.Object(
  { filename: Type.String({ minLength: 1, description: 'The name of the file, percent-encoded' }) },
  { examples: [{ filename: 'praia.jpg' }] },
);

/** `PUT /uploads/:filename`: the body is the file, of any content type. Encapsulated. */
export async function putRoute(
  app: FastifyInstance,
  options: ReceiveOptions & AcceptOptions,
): Promise<void> {
  const accept = createAccepter(options);
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.put<{ Params: Static<typeof ByFilename>; Reply: UploadResponse }>(
    '/uploads/:filename',
    {
      config: { scope: 'upload' },
      schema: {
        operationId: 'uploadRaw',
        summary: 'Upload one file as the body of the request',
        description: 'Answers 202 once the file is on disk.',
        tags: ['uploads'],
        ...keyWith('upload'),
        params: ByFilename,
        response: {
          202: UploadResponse,
          ...refusals(
            'bad-request',
            'empty-file',
            'digest-mismatch',
            'kind-unsupported',
            'file-too-large',
            'too-slow',
            'spool-full',
            'spool-unwritable',
            'too-many-open-files',
            ...KEY_REFUSALS,
          ),
        },
      },
    },
    async (request, reply) => {
      const accepted = await accept(request, async (sender) => {
        // https://www.rfc-editor.org/rfc/rfc9110#section-14.5
        if (request.headers['content-range'] !== undefined) {
          throw new UploaderError('bad-request', { detail: 'Content-Range is not supported' });
        }
        return receiveRequest(options, request, sender, bodyOf(request, request.params.filename));
      });
      const [first] = accepted;
      if (first) nameItem(reply, first.entry.id);
      return reply.code(202).send(viewAccepted(request, accepted));
    },
  );
}

/** The whole body as one file. */
async function* bodyOf({ raw }: FastifyRequest, filename: string): AsyncGenerator<Part> {
  yield { filename, chunks: wholeBody(raw) };
}

async function* wholeBody(request: IncomingMessage): AsyncGenerator<Buffer> {
  yield* bodyStream(request);
  if (!request.complete) {
    throw new UploaderError('bad-request', { detail: 'The body is incomplete' });
  }
}
