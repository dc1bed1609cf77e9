import type { KindDescriptor } from '@galeria/media';
import type { FastifyRequest } from 'fastify';
import type { Sender } from '../audit/sender.ts';
import { UploaderError } from '../errors.ts';
import type { SpooledFile } from '../spool/request.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { cleanFilename } from './filename.ts';
import type { createLookup } from './generation.ts';
import { chunksOf, filesOf } from './multipart.ts';
import { type Pace, watchPace } from './pace.ts';
import { type ReceivedFile, receiveFile } from './receive.ts';

export interface Acceptance {
  readonly spool: Spool;
  readonly lookup: ReturnType<typeof createLookup>;
  /** The largest file of a kind that is accepted, in bytes. */
  readonly maxBytes: (kind: KindDescriptor) => number;
  readonly pace: Pace;
}

export interface Accepted {
  readonly entry: SpoolEntry;
  /** The item was known before: alive in the catalog, or in this spool already. */
  readonly duplicate: boolean;
}

/**
 * Takes all files of a request into the spool, or none. Once this returns they survive the loss of
 * the process and of the machine.
 *
 * @throws UploaderError with the code that the client is answered with
 */
export async function accept(
  { spool, lookup, maxBytes, pace }: Acceptance,
  request: FastifyRequest,
  sender: Sender,
): Promise<Accepted[]> {
  await spool.admit(Number(request.headers['content-length'] ?? 0));
  const reception = await spool.begin();
  const watch = watchPace(request.raw, pace);
  try {
    const received: ReceivedFile[] = [];
    for await (const part of filesOf(request)) {
      const file = await receiveFile({
        chunks: chunksOf(part),
        filename: cleanFilename(part.filename),
        reception,
        maxBytes,
      }).catch(ignoreUnchosen(part.filename));
      if (file) received.push(file);
    }
    if (received.length === 0) throw new UploaderError('no-file');

    const known = await Promise.all(received.map(({ id }) => lookup(id)));
    const duplicates = received.map(
      ({ id }, at) =>
        known[at]!.alive ||
        spool.find(id).waiting.length > 0 ||
        received.findIndex((file) => file.id === id) < at,
    );
    const receivedAt = new Date().toISOString();
    const spooled = received.map(
      (file, at): SpooledFile => ({
        ...file,
        ...sender,
        receivedAt,
        generation: known[at]!.generation,
      }),
    );
    const entries = await spool.keep(reception, spooled);
    return entries.map((entry, at) => ({ entry, duplicate: duplicates[at]! }));
  } catch (error) {
    await spool.discard(reception);
    if (watch.late()) throw new UploaderError('too-slow', { cause: error });
    throw spool.explain(error);
  } finally {
    watch.end();
  }
}

/**
 * A form sends an empty file without a name for a file input in which nothing was chosen.
 *
 * @see https://html.spec.whatwg.org/#constructing-the-form-data-set
 */
const ignoreUnchosen = (filename: string | undefined) => (error: unknown) => {
  if (!filename && error instanceof UploaderError && error.code === 'empty-file') return undefined;
  throw error;
};
