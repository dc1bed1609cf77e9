import { UploaderError } from '../errors.ts';
import type { SpoolFiles } from './files.ts';

export interface SpaceLimits {
  /** What the spool may hold, in bytes. */
  readonly maxBytes: number;
  /** How many files it may hold: each costs an inode, and memory for its description. */
  readonly maxFiles: number;
  /** What stays free on its file system, in bytes. */
  readonly minFreeBytes: number;
}

export type Space = ReturnType<typeof createSpace>;

/** @see https://man7.org/linux/man-pages/man3/errno.3.html */
const FULL = new Set(['ENOSPC', 'EDQUOT']);
const NO_HANDLES = new Set(['EMFILE', 'ENFILE']);
/** Read-only, not permitted, broken, or taken away. */
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

/** Keeps account of the spool's bytes and files, those that are just being received included. */
export function createSpace(files: SpoolFiles, folder: string, limits: SpaceLimits) {
  let bytes = 0;
  let count = 0;
  /** Bytes free on the file system when it was last asked, less what was taken since. */
  let free = 0;

  const full = (cause?: unknown) =>
    new UploaderError('spool-full', { detail: 'send it again later', cause });

  async function askFree(): Promise<void> {
    free = await files.freeBytes(folder);
  }

  return {
    used: () => ({ bytes, files: count }),
    /**
     * Looks whether so many more bytes fit, before the first of them is read.
     *
     * @throws UploaderError `spool-full`
     */
    admit: async (more: number): Promise<void> => {
      if (bytes + more > limits.maxBytes || count >= limits.maxFiles) throw full();
      await askFree();
      if (free - more < limits.minFreeBytes) throw full();
    },
    /** @throws UploaderError `spool-full` */
    takeFile: (): void => {
      if (count >= limits.maxFiles) throw full();
      count += 1;
    },
    /**
     * The file system is asked again only where the last answer, less all that was taken since, no
     * longer proves that there is room.
     *
     * @throws UploaderError `spool-full`
     */
    take: async (more: number): Promise<void> => {
      if (bytes + more > limits.maxBytes) throw full();
      bytes += more;
      if (free - more < limits.minFreeBytes) await askFree();
      if (free - more < limits.minFreeBytes) {
        bytes -= more;
        throw full();
      }
      free -= more;
    },
    /** Counts a file that is there already, whatever the limits are now. */
    found: (size: number): void => {
      bytes += size;
      count += 1;
    },
    give: (size: number, fewer: number): void => {
      bytes -= size;
      count -= fewer;
    },
    /** What a failed call of the file system means to the client. Other errors are given back as they are. */
    explain: (cause: unknown): unknown => {
      const { code = '' } = cause as NodeJS.ErrnoException;
      if (FULL.has(code)) return full(cause);
      if (NO_HANDLES.has(code)) return new UploaderError('too-many-open-files', { cause });
      return UNWRITABLE.has(code) ? new UploaderError('spool-unwritable', { cause }) : cause;
    },
  };
}
