import { UploaderError } from '../errors.ts';
import { FREE_BYTES_MS } from '../limits.ts';
import type { SpoolFiles } from './files.ts';

export interface SpaceLimits {
  /** Maximum size of the spool in bytes. */
  readonly maxBytes: number;
  /** Maximum number of files: each costs an inode, and memory for its description. */
  readonly maxFiles: number;
  /** Bytes that stay free on the file system. */
  readonly minFreeBytes: number;
}

export type Space = ReturnType<typeof createSpace>;

/** @see https://man7.org/linux/man-pages/man3/errno.3.html */
const FULL = new Set(['ENOSPC', 'EDQUOT']);
const NO_HANDLES = new Set(['EMFILE', 'ENFILE']);
/** Read-only, not permitted, broken, or detached. */
const UNWRITABLE = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ENOENT',
  'ENODEV',
  'ENXIO',
  'ESTALE',
]);

/** Counts the bytes and files of the spool, including those being received. */
export function createSpace(files: SpoolFiles, folder: string, limits: SpaceLimits) {
  let bytes = 0;
  let count = 0;
  /** Free bytes of the file system at the last check, less those reserved since. */
  let free = 0;
  /** The time of that check, of the monotonic clock. */
  let measuredAt = Number.NEGATIVE_INFINITY;

  const full = (cause?: unknown) =>
    new UploaderError('spool-full', { detail: 'send it again later', cause });

  async function measureFree(): Promise<void> {
    free = await files.freeBytes(folder);
    measuredAt = performance.now();
  }

  return {
    used: () => ({ bytes, files: count }),
    /**
     * Checks that a request of this size fits, before its body is read.
     *
     * @throws UploaderError `spool-full`
     */
    checkRoom: async (more: number): Promise<void> => {
      if (bytes + more > limits.maxBytes || count >= limits.maxFiles) throw full();
      const isOld = performance.now() - measuredAt > FREE_BYTES_MS;
      if (isOld || free - more < limits.minFreeBytes) await measureFree();
      if (free - more < limits.minFreeBytes) throw full();
    },
    /** @throws UploaderError `spool-full` */
    reserveFile: (): void => {
      if (count >= limits.maxFiles) throw full();
      count += 1;
    },
    /**
     * Reserves bytes. Measures the file system again only when the last measurement, less the bytes
     * reserved since, no longer proves that there is room.
     *
     * @throws UploaderError `spool-full`
     */
    reserve: async (more: number): Promise<void> => {
      if (bytes + more > limits.maxBytes) throw full();
      bytes += more;
      if (free - more < limits.minFreeBytes) await measureFree();
      if (free - more < limits.minFreeBytes) {
        bytes -= more;
        throw full();
      }
      free -= more;
    },
    /** Counts a file that is already in the spool, regardless of the limits. */
    countExisting: (size: number): void => {
      bytes += size;
      count += 1;
    },
    free: (size: number, fewer: number): void => {
      bytes -= size;
      count -= fewer;
    },
    /** Maps a file system error to an UploaderError; returns other errors unchanged. */
    toClientError: (cause: unknown): unknown => {
      const { code = '' } = cause as NodeJS.ErrnoException;
      if (FULL.has(code)) return full(cause);
      if (NO_HANDLES.has(code)) return new UploaderError('too-many-open-files', { cause });
      return UNWRITABLE.has(code) ? new UploaderError('spool-unwritable', { cause }) : cause;
    },
  };
}
