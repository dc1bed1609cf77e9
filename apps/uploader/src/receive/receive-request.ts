import type { KindDescriptor } from '@galeria/media';
import type { FastifyRequest } from 'fastify';
import type { Sender } from '../audit/sender.ts';
import { UploaderError } from '../errors.ts';
import type { SpooledFile } from '../spool/request.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { cleanFilename } from './filename.ts';
import type { createLookup } from './generation.ts';
import { enforceMinimumRate, type MinimumRate } from './minimum-rate.ts';
import { chunksOf, filesOf } from './multipart.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';

export interface ReceiveOptions {
  readonly spool: Spool;
  readonly lookup: ReturnType<typeof createLookup>;
  /** The maximum file size of a kind, in bytes. */
  readonly maxBytes: (kind: KindDescriptor) => number;
  readonly minimumRate: MinimumRate;
}

export interface AcceptedFile {
  readonly entry: SpoolEntry;
  /**
   * Whether the item existed before, in the catalog or in this spool; undefined if the catalog did
   * not answer in time.
   */
  readonly duplicate: boolean | undefined;
}

/**
 * Receives all files of a request into the spool, or none. Once this returns the files survive a
 * crash of the process and of the machine.
 *
 * @throws UploaderError with the code of the answer
 */
export async function receiveRequest(
  { spool, lookup, maxBytes, minimumRate }: ReceiveOptions,
  request: FastifyRequest,
  sender: Sender,
): Promise<AcceptedFile[]> {
  await spool.checkRoom(Number(request.headers['content-length'] ?? 0));
  const staged = await spool.stage();
  const rate = enforceMinimumRate(request.raw, minimumRate);
  try {
    const received: ReceivedFile[] = [];
    for await (const part of filesOf(request)) {
      const file = await receiveFile({
        chunks: chunksOf(part),
        filename: cleanFilename(part.filename),
        staged,
        maxBytes,
      }).catch(ignoreEmptyInput(part.filename));
      if (file) received.push(file);
    }
    if (received.length === 0) throw new UploaderError('no-file');

    const known = await Promise.all(
      received.map(async (file) => ({ file, ...(await lookup(file.id)) })),
    );
    const duplicates = new Map(
      known.map(({ file: { id, upload }, alive, generation }, at) => {
        const existed =
          alive ||
          spool.find(id).waiting.length > 0 ||
          received.findIndex((file) => file.id === id) < at;
        return [upload, existed || (generation === null ? undefined : false)];
      }),
    );
    const receivedAt = new Date().toISOString();
    const spooled = known.map(
      ({ file, generation }): SpooledFile => ({ ...file, ...sender, receivedAt, generation }),
    );
    const entries = await spool.commit(staged, spooled);
    return entries.map((entry) => ({ entry, duplicate: duplicates.get(entry.upload) }));
  } catch (error) {
    await spool.discard(staged);
    if (rate.tooSlow()) throw new UploaderError('too-slow', { cause: error });
    throw spool.toClientError(error);
  } finally {
    rate.stop();
  }
}

/**
 * A form sends an empty file without a name for a file input that was left empty.
 *
 * @see https://html.spec.whatwg.org/#constructing-the-form-data-set
 */
const ignoreEmptyInput = (filename: string | undefined) => (error: unknown) => {
  if (!filename && error instanceof UploaderError && error.code === 'empty-file') return undefined;
  throw error;
};
