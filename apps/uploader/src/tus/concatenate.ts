import { defined } from '@galeria/media';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { CONCATENATED_UPLOADS } from '../limits.ts';
import type { createAccepter } from '../receive/accept.ts';
import { compareDigest, sha256Of } from '../receive/digest-fields.ts';
import { cleanFilename } from '../receive/filename.ts';
import { type AcceptedFile, keepFiles, type Part } from '../receive/keep-files.ts';
import { newResumableId } from '../spool/unfinished/resumable-id.ts';
import { isWhole, type UnfinishedUpload } from '../spool/unfinished/upload.ts';
import { locationOf, nameAccepted } from './answers.ts';
import { checkLength } from './create.ts';
import { endUpload } from './end-upload.ts';
import { findUpload } from './find-upload.ts';
import type { Lock } from './locks.ts';
import { filenameOf, parseMetadata } from './metadata.ts';
import type { Tus } from './options.ts';

/**
 * Concatenates partial uploads into one file, and deletes them. The answer comes once the file is
 * durable. A repetition, for a client that lost the answer, gets the first one's result.
 *
 * @param accept takes the file into the spool like that of any other request
 */
export async function concatenate(
  tus: Tus,
  accept: ReturnType<typeof createAccepter>,
  urls: readonly string[],
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { spool, locks } = tus;
  const concat = String(request.headers['upload-concat']);
  const key = request.apiKey?.name;
  // A repetition that arrives meanwhile waits for the result.
  const held: Lock[] = [await locks.acquire(`${key ?? ''} ${concat}`)];
  try {
    const earlier = spool.ended.findConcatenation(concat, key);
    if (earlier) {
      reply.header('location', locationOf(tus, earlier.id));
      return reply.code(201).header('upload-offset', earlier.length).send();
    }
    const text = request.headers['upload-metadata'];
    const filename = filenameOf(text === undefined ? new Map() : parseMetadata(String(text)));
    const partials = await findPartials(tus, urls, request);
    const unique = [...new Set(partials)].sort((one, other) => (one.id < other.id ? -1 : 1));
    for (const { id } of unique) held.push(await locks.acquire(id));
    const length = partials.reduce((sum, partial) => sum + lengthOf(tus, partial), 0);
    checkLength(tus, request, length, cleanFilename(filename));
    const expected = sha256Of(request.headers, 'repr-digest');
    const [accepted] = await accept(request, (sender) =>
      keepFiles(tus, {
        parts: onePart(filename, bytesOf(tus, partials)),
        sender,
        bytes: length,
        check: async ([file]) => compareDigest(expected, file?.id ?? '', 'repr-digest'),
      }),
    );
    const id = newResumableId();
    await remember(tus, id, { concat, key, text, accepted: accepted as AcceptedFile });
    for (const partial of unique) {
      await endUpload(tus, partial, 'terminated').catch((err) =>
        request.log.error({ err, id: partial.id }, 'partial upload not removed, will expire'),
      );
    }
    reply.code(201).header('location', locationOf(tus, id));
    return nameAccepted(request, reply, accepted as AcceptedFile).send();
  } finally {
    for (const lock of held) lock.release();
  }
}

/** @throws UploaderError `bad-request`, `not-found`, `upload-ended` */
async function findPartials(
  tus: Tus,
  urls: readonly string[],
  request: FastifyRequest,
): Promise<UnfinishedUpload[]> {
  if (urls.length > CONCATENATED_UPLOADS) {
    const detail = `Upload-Concat has more than ${CONCATENATED_UPLOADS} uploads`;
    throw new UploaderError('bad-request', { detail });
  }
  const partials: UnfinishedUpload[] = [];
  for (const url of urls) {
    const path = URL.parse(url, 'http://cell')?.pathname ?? '';
    const id = path.startsWith(locationOf(tus, '')) ? path.slice(locationOf(tus, '').length) : '';
    const { unfinished } = await findUpload(tus, id, request);
    if (!unfinished?.description.partial) {
      throw new UploaderError('bad-request', { detail: `${url} is not a partial upload` });
    }
    partials.push(unfinished);
  }
  return partials;
}

/** @throws UploaderError `not-found`, `upload-incomplete` */
function lengthOf({ spool }: Tus, partial: UnfinishedUpload): number {
  const { id, offset } = partial;
  if (spool.unfinished.get(id) !== partial) throw new UploaderError('not-found', { detail: id });
  if (!isWhole(partial)) throw new UploaderError('upload-incomplete', { detail: id });
  return offset;
}

async function* bytesOf(
  { spool }: Tus,
  partials: readonly UnfinishedUpload[],
): AsyncGenerator<Buffer> {
  for (const partial of partials) yield* spool.unfinished.stream(partial, 0, partial.offset);
}

async function* onePart(
  filename: string | undefined,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Part> {
  yield { filename, chunks };
}

interface Concatenation {
  readonly concat: string;
  readonly key: string | undefined;
  /** `Upload-Metadata` as received. */
  readonly text: string | string[] | undefined;
  readonly accepted: AcceptedFile;
}

async function remember(
  { spool }: Tus,
  id: string,
  { concat, key, text, accepted: { entry } }: Concatenation,
): Promise<void> {
  const ended = {
    outcome: 'complete' as const,
    length: entry.size,
    item: entry.id,
    concat,
    ...defined({ key, metadata: text?.toString() }),
  };
  const isWritten = await spool.ended.write(id, ended).then(
    () => true,
    () => false,
  );
  await spool.ended.add(id, ended, isWritten).catch(() => undefined);
}
