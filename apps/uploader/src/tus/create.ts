import { defined, newUploadId } from '@galeria/media';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { senderOf } from '../audit/sender.ts';
import { UploaderError } from '../errors.ts';
import { recordRefusal } from '../receive/accept.ts';
import { sha256Of } from '../receive/digest-fields.ts';
import { cleanFilename } from '../receive/filename.ts';
import type { UploadDescription } from '../spool/unfinished/description.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { locationOf, nameAccepted, nameState } from './answers.ts';
import { append } from './append.ts';
import { concatenationIn, lengthIn } from './headers.ts';
import { filenameOf, parseMetadata } from './metadata.ts';
import type { Tus } from './options.ts';
import { OFFSET_STREAM } from './protocol.ts';

/** Creates an upload. A body is its first bytes; if that fails, nothing is kept. */
export async function create(tus: Tus, request: FastifyRequest, reply: FastifyReply) {
  const description = describe(tus, request);
  const hasBytes = hasBody(request);
  const { spool, locks } = tus;
  const rejecting = (error: unknown): never => {
    throw spool.toClientError(error);
  };
  await spool.checkRoom(description.length ?? 0);
  const upload = await spool.unfinished.create(description).catch(rejecting);
  reply.code(201).header('location', locationOf(tus, upload.id));
  if (!hasBytes) return nameState(reply, tus, upload).send();
  const lock = await locks.acquire(upload.id);
  try {
    const accepted = await append(tus, upload, request, lock);
    if (accepted) nameAccepted(request, reply, accepted);
    else nameState(reply, tus, upload);
  } catch (error) {
    await discard(tus, upload);
    reply.removeHeader('location');
    throw error;
  } finally {
    lock.release();
  }
  return reply.send();
}

/** The client does not know the URL. */
async function discard({ spool }: Tus, upload: UnfinishedUpload): Promise<void> {
  if (spool.unfinished.get(upload.id) === upload) await spool.unfinished.remove(upload);
}

/** @throws UploaderError `bad-request`, `empty-file`, `file-too-large` */
function describe(tus: Tus, request: FastifyRequest): UploadDescription {
  const { headers } = request;
  const length = lengthIn(headers);
  const text = headers['upload-metadata'];
  const metadata = text === undefined ? new Map() : parseMetadata(String(text));
  const filename = cleanFilename(filenameOf(metadata));
  const expected = sha256Of(headers, 'repr-digest');
  checkLength(tus, request, length, filename);
  return {
    upload: newUploadId(),
    filename,
    createdAt: new Date().toISOString(),
    ...defined({ length, metadata: text?.toString(), expected }),
    ...(concatenationIn(headers) === 'partial' ? { partial: true } : {}),
    ...senderOf(request, tus.addressPrecision),
  };
}

/** @throws UploaderError `empty-file`, `file-too-large` */
export function checkLength(
  { largest, auditor }: Tus,
  request: FastifyRequest,
  length: number | undefined,
  filename: string,
): void {
  if (length === undefined || (length > 0 && length <= largest)) return;
  const error =
    length === 0
      ? new UploaderError('empty-file', { detail: filename })
      : new UploaderError('file-too-large', {
          detail: `${filename} exceeds the limit of ${largest} bytes`,
        });
  recordRefusal(auditor, request, error);
  throw error;
}

/** @throws UploaderError `not-offset-stream` */
export function hasBody({ headers }: FastifyRequest): boolean {
  const isEmpty =
    headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  if (isEmpty) return false;
  if (headers['content-type'] !== OFFSET_STREAM) throw new UploaderError('not-offset-stream');
  return true;
}
