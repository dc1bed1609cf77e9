import type { KindDescriptor } from '@galeria/media';
import type { Sender } from '../audit/sender.ts';
import { UploaderError } from '../errors.ts';
import type { Spool, SpoolEntry } from '../spool/spool.ts';
import { type DescribedFile, type DescribeOptions, describeFiles } from './describe-files.ts';
import { cleanFilename } from './filename.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';

export interface KeepOptions extends DescribeOptions {
  readonly spool: Spool;
  /** The maximum file size of a kind, in bytes. */
  readonly maxBytes: (kind: KindDescriptor) => number;
}

/** One file of a request. */
export interface Part {
  /** As the client sent it. */
  readonly filename: string | undefined;
  readonly chunks: AsyncIterable<Buffer>;
}

export interface KeepRequest {
  /** The files, which are read in this order. */
  readonly parts: AsyncIterable<Part>;
  readonly sender: Sender;
  /** The expected number of bytes. */
  readonly bytes: number;
  /** Called before the files become durable; throws to refuse them. */
  readonly check?: (received: readonly ReceivedFile[]) => Promise<void>;
}

export interface AcceptedFile extends Pick<DescribedFile, 'duplicate'> {
  readonly entry: SpoolEntry;
}

/**
 * Takes files into the spool, all or none. Once this returns they survive a crash of the process and
 * of the machine.
 *
 * @throws UploaderError with the code of the answer
 */
export async function keepFiles(
  options: KeepOptions,
  { parts, sender, bytes, check }: KeepRequest,
): Promise<AcceptedFile[]> {
  const { spool, maxBytes } = options;
  await spool.checkRoom(bytes);
  // A body without a length may have any.
  const staged = await spool.stage(bytes || Number.POSITIVE_INFINITY);
  try {
    const received: ReceivedFile[] = [];
    for await (const { filename, chunks } of parts) {
      const file = await receiveFile({
        chunks,
        filename: cleanFilename(filename),
        staged,
        maxBytes,
      }).catch(ignoreEmptyInput(filename));
      if (file) received.push(file);
    }
    if (received.length === 0) throw new UploaderError('no-file');
    await check?.(received);
    const described = await describeFiles(options, received, sender);
    const entries = await spool.commit(
      staged,
      described.map(({ file }) => file),
    );
    return entries.map((entry, at) => ({ entry, duplicate: described[at]?.duplicate }));
  } catch (error) {
    await spool.discard(staged);
    throw spool.toClientError(error);
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
