import type { FastifyRequest } from 'fastify';
import type { UploaderError } from '../errors.ts';
import { recordRefusal } from '../receive/accept.ts';
import type { AcceptedFile } from '../receive/keep-files.ts';
import { isWhole, type UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { appendBody } from './append-body.ts';
import { endUpload } from './end-upload.ts';
import { finish } from './finish.ts';
import type { Lock } from './locks.ts';
import type { Tus } from './options.ts';
import { isFileFault, isRefusal } from './refusals.ts';

/**
 * Appends the body of a request, and finishes the upload if it is whole. The caller has its lock.
 *
 * @returns the file of a finished upload
 * @throws UploaderError with the code of the answer
 */
export async function append(
  tus: Tus,
  upload: UnfinishedUpload,
  request: FastifyRequest,
  lock: Lock,
): Promise<AcceptedFile | undefined> {
  const work = () => appendBody(tus, upload, request.raw, lock);
  await endUploadOn(isFileFault, tus, upload, request, work);
  return finishIfWhole(tus, upload, request);
}

/**
 * Finishes an upload if it is whole, also one whose last request was not answered. The caller has its
 * lock.
 *
 * @returns the file of a finished upload
 * @throws UploaderError with the code of the answer
 */
export async function finishIfWhole(
  tus: Tus,
  upload: UnfinishedUpload,
  request: FastifyRequest,
): Promise<AcceptedFile | undefined> {
  if (upload.description.partial || !isWhole(upload)) return undefined;
  const work = () => finish(tus, upload, request.log);
  return endUploadOn(isRefusal, tus, upload, request, work);
}

async function endUploadOn<Result>(
  isFatal: (error: unknown) => error is UploaderError,
  tus: Tus,
  upload: UnfinishedUpload,
  request: FastifyRequest,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isFatal(error)) {
      recordRefusal(tus.auditor, request, error);
      await endUpload(tus, upload, 'refused');
    }
    throw tus.spool.toClientError(error);
  }
}
