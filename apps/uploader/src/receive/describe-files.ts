import type { Sender } from '../audit/sender.ts';
import type { SpooledFile } from '../spool/request.ts';
import type { Spool } from '../spool/spool.ts';
import type { createLookup } from './generation.ts';
import type { ReceivedFile } from './receive-file.ts';

export interface DescribedFile {
  readonly file: SpooledFile;
  /**
   * Whether the item existed before, in the catalog or in this spool; undefined if the catalog did
   * not answer in time.
   */
  readonly duplicate: boolean | undefined;
}

export interface DescribeOptions {
  readonly spool: Pick<Spool, 'find'>;
  readonly lookup: ReturnType<typeof createLookup>;
}

/** Completes the description of received files with their sender, generation and time. */
export async function describeFiles(
  { spool, lookup }: DescribeOptions,
  received: readonly ReceivedFile[],
  sender: Sender,
): Promise<DescribedFile[]> {
  const known = await Promise.all(
    received.map(async (file) => ({ file, ...(await lookup(file.id)) })),
  );
  const receivedAt = new Date().toISOString();
  return known.map(({ file, alive, generation }, at) => {
    const { id } = file;
    const existed =
      alive ||
      spool.find(id).waiting.length > 0 ||
      received.findIndex((other) => other.id === id) < at;
    return {
      file: { ...file, ...sender, receivedAt, generation },
      duplicate: existed || (generation === null ? undefined : false),
    };
  });
}
