import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasScope } from '../keys/guard.ts';
import { nameItem } from '../receive/answer.ts';
import type { AcceptedFile } from '../receive/keep-files.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import type { Tus } from './options.ts';

/** Sets the headers of an unfinished upload. */
export function nameState(
  reply: FastifyReply,
  { expiresMs }: Pick<Tus, 'expiresMs'>,
  { offset, changedAt }: UnfinishedUpload,
): FastifyReply {
  return reply
    .header('upload-offset', offset)
    .header('upload-expires', new Date(changedAt + expiresMs).toUTCString());
}

/** Sets the headers of a complete upload. Whether its item was known is only for keys with `read`. */
export function nameAccepted(
  request: FastifyRequest,
  reply: FastifyReply,
  { entry, duplicate }: AcceptedFile,
): FastifyReply {
  nameItem(reply, entry.id).header('upload-offset', entry.size);
  if (duplicate !== undefined && hasScope(request, 'read')) {
    reply.header('galeria-duplicate', String(duplicate));
  }
  return reply;
}

export const locationOf = ({ cell }: Pick<Tus, 'cell'>, id: string): string =>
  `/tus/${encodeURIComponent(cell)}/${id}`;
