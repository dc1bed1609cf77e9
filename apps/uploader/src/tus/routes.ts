import { kinds } from '@galeria/media';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { createAccepter } from '../receive/accept.ts';
import { nameItem } from '../receive/answer.ts';
import type { EndedUpload } from '../spool/ended.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { nameAccepted, nameState } from './answers.ts';
import { append, finishIfWhole } from './append.ts';
import { concatenate } from './concatenate.ts';
import { checkLength, create } from './create.ts';
import { endUpload } from './end-upload.ts';
import { startExpiry } from './expiry.ts';
import { findUpload, isExpired } from './find-upload.ts';
import { bytesIn, concatenationIn } from './headers.ts';
import { createLocks, type Lock } from './locks.ts';
import type { Tus, TusOptions } from './options.ts';
import { capabilities, OFFSET_STREAM, TUS_VERSION } from './protocol.ts';
import {
  type ByUpload,
  createSchema,
  deleteSchema,
  headSchema,
  optionsSchema,
  patchSchema,
} from './schemas.ts';
import { createSessions } from './sessions.ts';

/**
 * `/tus`: resumable uploads by tus 1.0, the core protocol and the extensions of `TUS_EXTENSIONS`.
 * Encapsulated.
 *
 * @see https://tus.io/protocols/resumable-upload
 */
export async function tusRoutes(app: FastifyInstance, options: TusOptions): Promise<void> {
  const tus: Tus = {
    ...options,
    largest: Math.max(...kinds.map(options.maxBytes)),
    locks: createLocks(),
    sessions: createSessions(options.spool),
  };
  const { spool, locks, cell } = tus;
  const accept = createAccepter(options);
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const stopExpiry = startExpiry(tus, app.log);
  app.addHook('onClose', async () => stopExpiry());

  app.addHook('onRequest', async ({ method, headers }, reply) => {
    if (method === 'OPTIONS' || headers['tus-resumable'] === TUS_VERSION) return;
    reply.header('tus-version', TUS_VERSION);
    throw new UploaderError('tus-version-unsupported', {
      detail: String(headers['tus-resumable'] ?? 'Tus-Resumable is missing'),
    });
  });
  // Here and not in the route, since preflight requests are answered before it.
  app.addHook('onSend', async ({ method }, reply) => {
    reply.header('tus-resumable', TUS_VERSION);
    if (method === 'OPTIONS') reply.headers(capabilities(tus.largest));
  });

  app.options('/tus', { schema: optionsSchema('tusOptions') }, async (_request, reply) =>
    reply.code(204).send(),
  );
  app.options<ByUpload>(
    '/tus/:cell/:id',
    { schema: optionsSchema('tusUploadOptions', true) },
    async (_request, reply) => reply.code(204).send(),
  );

  app.post('/tus', { config: { scope: 'upload' }, schema: createSchema }, (request, reply) => {
    const concatenation = concatenationIn(request.headers);
    if (typeof concatenation === 'string') return create(tus, request, reply);
    return concatenate(tus, accept, concatenation.final, request, reply);
  });

  app.head<ByUpload>(
    '/tus/:cell/:id',
    { config: { scope: 'upload', swagger: { exposeHeadRoute: true } }, schema: headSchema },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const found = await locked(request, async (upload) => {
        const accepted = await finishIfWhole(tus, upload, request);
        const { length, metadata, partial } = upload.description;
        if (accepted) nameAccepted(request, reply, accepted);
        else nameState(reply, tus, upload);
        if (length === undefined) reply.header('upload-defer-length', '1');
        else reply.header('upload-length', length);
        if (metadata !== undefined) reply.header('upload-metadata', metadata);
        if (partial) reply.header('upload-concat', 'partial');
      });
      if (found) nameEnded(found);
      return reply.code(200).send();

      function nameEnded({ length = 0, metadata, concat, item }: EndedUpload) {
        reply.header('upload-offset', length).header('upload-length', length);
        if (metadata !== undefined) reply.header('upload-metadata', metadata);
        if (concat !== undefined) reply.header('upload-concat', concat);
        if (item !== undefined) nameItem(reply, item);
      }
    },
  );

  app.patch<ByUpload>(
    '/tus/:cell/:id',
    { config: { scope: 'upload' }, schema: patchSchema },
    async (request, reply) => {
      const { headers } = request;
      if (headers['content-type'] !== OFFSET_STREAM) throw new UploaderError('not-offset-stream');
      const offset = bytesIn(headers, 'upload-offset');
      if (offset === undefined) {
        throw new UploaderError('bad-request', { detail: 'Upload-Offset is required' });
      }
      const ended = await locked(request, async (upload, lock) => {
        if (offset !== upload.offset) {
          throw new UploaderError('offset-mismatch', { detail: `the offset is ${upload.offset}` });
        }
        await setLength(upload, bytesIn(headers, 'upload-length'), request);
        const { length = Number.POSITIVE_INFINITY } = upload.description;
        if (offset + Number(headers['content-length'] ?? 0) > length) {
          throw new UploaderError('length-exceeded');
        }
        const accepted = await append(tus, upload, request, lock);
        if (accepted) nameAccepted(request, reply, accepted);
        else nameState(reply, tus, upload);
      });
      if (ended) repeat(ended, offset);
      return reply.code(204).send();

      /** An empty request at the end of a complete upload changes nothing. */
      function repeat({ length = 0, concat, item }: EndedUpload, at: number) {
        if (concat !== undefined) throw new UploaderError('upload-final');
        if (at !== length) throw new UploaderError('offset-mismatch', { detail: `${length}` });
        if (Number(headers['content-length'] ?? 0) > 0) throw new UploaderError('length-exceeded');
        if (item !== undefined) nameItem(reply, item).header('upload-offset', length);
      }
    },
  );

  app.delete<ByUpload>(
    '/tus/:cell/:id',
    { config: { scope: 'upload' }, schema: deleteSchema },
    async (request, reply) => {
      const { id } = request.params;
      const ended = await locked(request, (upload) => endUpload(tus, upload, 'terminated'));
      // The file of a complete upload stays: deleting an item needs another scope.
      if (ended) await rememberEnd(id, { ...ended, outcome: 'terminated' });
      return reply.code(204).send();
    },
  );

  async function rememberEnd(id: string, ended: EndedUpload): Promise<void> {
    await spool.ended.write(id, ended).catch((cause) => {
      throw spool.toClientError(cause);
    });
    await spool.ended.add(id, ended, true);
  }

  /** Works on an unfinished upload with its lock. Returns the result of a complete one. */
  async function locked(
    request: FastifyRequest<ByUpload>,
    work: (upload: UnfinishedUpload, lock: Lock) => Promise<void>,
  ): Promise<EndedUpload | undefined> {
    const { id, cell: named } = request.params;
    if (named !== cell) throw new UploaderError('not-found', { detail: id });
    const found = await findUpload(tus, id, request);
    if (found.ended) return found.ended;
    const lock = await locks.acquire(id);
    try {
      // It may have ended while an older request had the lock.
      const { unfinished: upload, ended } = await findUpload(tus, id, request);
      if (ended) return ended;
      if (isExpired(upload, tus)) {
        await endUpload(tus, upload, 'expired');
        throw new UploaderError('upload-ended', { detail: 'expired' });
      }
      await work(upload, lock);
      return undefined;
    } catch (error) {
      throw spool.toClientError(error);
    } finally {
      lock.release();
    }
  }

  /** @throws UploaderError `bad-request`, `empty-file`, `file-too-large`, `length-exceeded` */
  async function setLength(
    upload: UnfinishedUpload,
    length: number | undefined,
    request: FastifyRequest,
  ): Promise<void> {
    if (length === undefined || length === upload.description.length) return;
    if (upload.description.length !== undefined) {
      throw new UploaderError('bad-request', { detail: 'Upload-Length cannot change' });
    }
    checkLength(tus, request, length, upload.description.filename);
    if (length < upload.offset) throw new UploaderError('length-exceeded');
    await spool.unfinished.setLength(upload, length);
  }
}
