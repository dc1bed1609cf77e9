import { createDigest, type Digest } from '../receive/digest.ts';

export type FileHasher = ReturnType<typeof createFileHasher>;

/**
 * Hashes a file while it grows. Bytes that were written by an earlier process, or that had to be
 * checked first, are read from the file in the background, each once: the state of a hash cannot be
 * stored.
 *
 * @param read streams bytes of the file
 * @param size bytes that are in the file already
 */
export function createFileHasher(
  read: (start: number, end: number) => AsyncIterable<Buffer>,
  size: number,
) {
  const digest = createDigest();
  let hashed = 0;
  let written = 0;
  let failure: unknown;
  let following: Promise<void> | undefined;
  let result: Digest | undefined;

  async function follow(): Promise<void> {
    try {
      while (hashed < written) {
        const from = hashed;
        for await (const chunk of read(hashed, written)) {
          digest.update(chunk);
          hashed += chunk.length;
        }
        if (hashed === from) throw new Error('the file is shorter than what was written');
      }
    } catch (error) {
      failure = error;
    }
    following = undefined;
  }

  /** The file has bytes up to here. */
  function extendTo(end: number): void {
    written = end;
    if (hashed < written) following ??= follow();
  }

  extendTo(size);
  return {
    /** Whether the next bytes can be hashed from memory. */
    isCurrent: (): boolean => hashed === written && following === undefined,
    /** Hashes the next bytes, which are being written. */
    update: (chunks: readonly Buffer[]): void => {
      for (const chunk of chunks) {
        digest.update(chunk);
        hashed += chunk.length;
      }
      written = hashed;
    },
    extendTo,
    /** The number of bytes that are, or will be, part of the hash. */
    position: (): number => written,
    /** @throws the error of reading the file */
    end: async (): Promise<Digest> => {
      await following;
      if (failure !== undefined) throw failure;
      result ??= digest.end();
      return result;
    },
  };
}
