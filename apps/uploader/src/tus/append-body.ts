import type { IncomingMessage } from 'node:http';
import { UploaderError } from '../errors.ts';
import { bodyStream } from '../http/body-stream.ts';
import { inBatches } from '../receive/batches.ts';
import { enforceMinimumRate } from '../receive/minimum-rate.ts';
import { totalBytes } from '../spool/chunks.ts';
import type { Appender } from '../spool/unfinished/appender.ts';
import type { UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { type Check, checksOf } from './checksum.ts';
import type { Lock } from './locks.ts';
import type { Tus } from './options.ts';
import { slices } from './slices.ts';

/**
 * Appends the body of a request to an upload, whose lock the caller has. All bytes that arrived are
 * durable afterwards, also where the request breaks off or a newer one takes the upload over. Those of
 * a request with a checksum count only as a whole.
 *
 * @throws UploaderError with the code of the answer
 */
export async function appendBody(
  tus: Tus,
  upload: UnfinishedUpload,
  request: IncomingMessage,
  { superseded }: Pick<Lock, 'superseded'>,
): Promise<void> {
  const checks = await checksOf(request.headers);
  const body = bodyStream(request);
  const stop = () => {
    request.unpipe(body);
    body.end();
  };
  superseded.addEventListener('abort', stop, { once: true });
  if (superseded.aborted) stop();
  const rate = enforceMinimumRate(request, tus.minimumRate);
  try {
    const appender = await tus.spool.unfinished.append(upload);
    try {
      const write = createWriter(tus, upload, appender, checks);
      if (checks.length > 0) {
        for await (const batch of inBatches(body)) await write(batch);
        if (request.complete && !superseded.aborted) await verify(tus, upload, appender, checks);
      } else {
        await writeSlices(body, write, appender);
      }
    } finally {
      await appender.close();
      const { hasherOf, dropHasher } = tus.sessions;
      const isPartial = upload.description.partial === true;
      if (!isPartial && hasherOf(upload).position() > upload.offset) dropHasher(upload);
    }
  } finally {
    rate.stop();
    superseded.removeEventListener('abort', stop);
  }
  if (superseded.aborted) throw new UploaderError('upload-busy');
  if (rate.tooSlow()) throw new UploaderError('too-slow');
  if (!request.complete)
    throw new UploaderError('bad-request', { detail: 'The body is incomplete' });
}

/** Makes the bytes durable piece by piece, each while the next one arrives. */
async function writeSlices(
  body: AsyncIterable<Buffer>,
  write: (batch: Buffer[]) => Promise<void>,
  appender: Appender,
): Promise<void> {
  let keeping = Promise.resolve();
  try {
    for await (const slice of slices(body)) {
      for await (const batch of inBatches(slice)) await write(batch);
      await keeping;
      keeping = appender.keep();
      // The next await reports it.
      keeping.catch(() => undefined);
    }
  } finally {
    // After a failed write too: what was written before it counts.
    await keeping;
    await appender.keep();
  }
}

async function verify(
  { sessions }: Tus,
  upload: UnfinishedUpload,
  appender: Appender,
  checks: readonly Check[],
): Promise<void> {
  for (const check of checks) check.verify();
  await appender.keep();
  if (!upload.description.partial) sessions.hasherOf(upload).extendTo(upload.offset);
}

/** Writes and hashes a batch. Throws as soon as the bytes exceed a limit or are of an unsupported type. */
function createWriter(
  { sessions, largest, maxBytes }: Tus,
  upload: UnfinishedUpload,
  appender: Appender,
  checks: readonly Check[],
) {
  const { partial, length = Number.POSITIVE_INFINITY, filename } = upload.description;
  const hasher = partial || checks.length > 0 ? undefined : sessions.hasherOf(upload);

  return async (batch: Buffer[]): Promise<void> => {
    const end = appender.written() + totalBytes(batch);
    if (end > length) throw new UploaderError('length-exceeded');
    const isCurrent = hasher?.isCurrent();
    const writing = appender.write(batch);
    for (const check of checks) for (const chunk of batch) check.update(chunk);
    if (isCurrent) hasher?.update(batch);
    await writing;
    if (!isCurrent) hasher?.extendTo(end);
    const type = partial ? undefined : await sessions.typeOf(upload, end);
    const most = type ? maxBytes(type.kind) : largest;
    if (Math.max(end, upload.description.length ?? 0) > most) {
      throw new UploaderError('file-too-large', {
        detail: `${filename} exceeds the limit of ${most} bytes`,
      });
    }
  };
}
