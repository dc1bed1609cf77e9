import { UploaderError } from '../errors.ts';
import type { SpoolFiles } from './files.ts';

export interface SpaceLimits {
  /** What the spool may hold, in bytes. */
  readonly maxBytes: number;
  /** What stays free on its file system, in bytes. */
  readonly minFreeBytes: number;
}

export type Space = ReturnType<typeof createSpace>;

/** Keeps account of the spool's bytes, those that are just being received included. */
export function createSpace(files: SpoolFiles, folder: string, limits: SpaceLimits) {
  let used = 0;

  const full = (cause?: unknown) =>
    new UploaderError('spool-full', { detail: 'send it again later', cause });

  return {
    used: () => used,
    /**
     * Looks whether so many more bytes fit, before the first of them is read.
     *
     * @throws UploaderError `spool-full`
     */
    admit: async (bytes: number): Promise<void> => {
      if (used + bytes > limits.maxBytes) throw full();
      if ((await files.freeBytes(folder)) - bytes < limits.minFreeBytes) throw full();
    },
    /** @throws UploaderError `spool-full` */
    take: (bytes: number): void => {
      if (used + bytes > limits.maxBytes) throw full();
      used += bytes;
    },
    /** Counts bytes that are there already, whatever the limit is now. */
    found: (bytes: number): void => {
      used += bytes;
    },
    give: (bytes: number): void => {
      used -= bytes;
    },
    /** What a failed write means: a full volume is the client's to wait for, the rest is ours. */
    explain: (cause: unknown): unknown => {
      const { code } = cause as NodeJS.ErrnoException;
      return code === 'ENOSPC' || code === 'EDQUOT' ? full(cause) : cause;
    },
  };
}
