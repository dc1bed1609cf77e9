import type { FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import type { EndedUpload } from '../spool/ended.ts';
import { isResumableId } from '../spool/unfinished/resumable-id.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import type { Tus } from './options.ts';

/** The upload of a URL: one that is not complete, or the result of a complete one. */
export type FoundUpload =
  | { readonly unfinished: UnfinishedUpload; readonly ended?: never }
  | { readonly unfinished?: never; readonly ended: EndedUpload };

/**
 * Finds an upload by its id. Only the key that created it may use it; for other keys it does not exist,
 * so that they learn nothing of it.
 *
 * @throws UploaderError `not-found`, `upload-ended`
 */
export async function findUpload(
  { spool }: Tus,
  id: string,
  { apiKey }: Pick<FastifyRequest, 'apiKey'>,
): Promise<FoundUpload> {
  const isOwn = (key: string | undefined) => key === apiKey?.name;
  const unfinished = spool.unfinished.get(id);
  if (unfinished && isOwn(unfinished.description.key)) return { unfinished };
  const ended = unfinished || !isResumableId(id) ? undefined : await spool.ended.find(id);
  if (!ended || !isOwn(ended.key)) throw new UploaderError('not-found', { detail: id });
  if (ended.outcome !== 'complete') {
    throw new UploaderError('upload-ended', { detail: ended.outcome });
  }
  return { ended };
}

/** Whether an unfinished upload is too old to be continued. */
export const isExpired = (
  { changedAt }: UnfinishedUpload,
  { expiresMs }: Pick<Tus, 'expiresMs'>,
  now: number = Date.now(),
): boolean => changedAt + expiresMs < now;
