import type { UploadResponse } from '@galeria/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasScope } from '../keys/guard.ts';
import { reprDigest } from './digest-fields.ts';
import type { AcceptedFile } from './keep-files.ts';

/** The answer for accepted files. Whether an item was known is only for keys with `read`. */
export function viewAccepted(
  request: FastifyRequest,
  accepted: readonly AcceptedFile[],
): UploadResponse {
  const mayRead = hasScope(request, 'read');
  return {
    uploads: accepted.map(({ entry: { id, kind, size, filename }, duplicate }) => ({
      id,
      kind,
      size,
      filename,
      ...(mayRead && duplicate !== undefined ? { duplicate } : {}),
      links: { self: `/media/${id}` },
    })),
  };
}

/** Names the item of a single file in the headers, and the digest of what was kept. */
export function nameItem(reply: FastifyReply, id: string): FastifyReply {
  return reply
    .header('galeria-item', id)
    .header('content-location', `/media/${id}`)
    .header('repr-digest', reprDigest(id));
}
