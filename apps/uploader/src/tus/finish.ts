import assert from 'node:assert/strict';
import { defined } from '@galeria/media';
import type { FastifyBaseLogger } from 'fastify';
import { ship } from '../receive/accept.ts';
import { describeFiles } from '../receive/describe-files.ts';
import { compareDigest } from '../receive/digest-fields.ts';
import type { AcceptedFile } from '../receive/keep-files.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { endOf } from './end-upload.ts';
import type { Tus } from './options.ts';

/**
 * Makes a whole upload an accepted file, like one of a multipart request, and ships it. The caller has
 * its lock. After a failure of the spool the next call repeats it.
 *
 * @throws UploaderError `digest-mismatch`, `kind-unsupported`, and an error of the file system
 */
export async function finish(
  tus: Tus,
  upload: UnfinishedUpload,
  log: FastifyBaseLogger,
): Promise<AcceptedFile> {
  const { spool, sessions, onAccepted } = tus;
  const { upload: ulid, filename, expected, address, key, userAgent } = upload.description;
  const digest = await readOrForget(tus, upload);
  compareDigest(expected, digest.id, 'repr-digest');
  const type = await sessions.typeOf(upload, upload.offset);
  assert(type, 'a whole upload has the bytes that decide its type');
  const received = { upload: ulid, kind: type.kind.name, mimeType: type.mimeType, filename };
  const sender = defined({ address, key, userAgent });
  const [described] = await describeFiles(tus, [{ ...received, ...digest }], sender);
  assert(described, 'one file in, one file out');
  const ended = { ...endOf(upload, 'complete'), item: digest.id };
  // Before the rename: a process that is killed after it leaves the result to the next one.
  const isWritten = await spool.ended.write(upload.id, ended).then(
    () => true,
    () => false,
  );
  const [entry] = await spool.commitUnfinished(upload, described.file);
  assert(entry, 'one file in, one entry out');
  await spool.ended
    .add(upload.id, ended, isWritten)
    .catch((err) => log.warn({ err }, 'not removed'));
  const accepted = { entry, duplicate: described.duplicate };
  ship(onAccepted, log, [accepted]);
  return accepted;
}

/** A hash that failed to read the file starts anew at the next call. */
async function readOrForget({ sessions }: Tus, upload: UnfinishedUpload) {
  try {
    return await sessions.hasherOf(upload).end();
  } catch (error) {
    sessions.dropHasher(upload);
    throw error;
  }
}
