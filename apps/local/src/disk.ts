import { LocalError } from './errors.ts';

const advice = {
  damaged: 'a database is damaged; restore the folder from a copy',
  failing: 'check the disk',
  full: 'free some space on its file system',
  readOnly: 'it and everything in it must be writable',
} as const;

type Fault = keyof typeof advice;

/** Error codes of the operating system, and of LevelDB, which earlier versions used. */
const byCode: Readonly<Record<string, Fault>> = {
  EACCES: 'readOnly',
  EDQUOT: 'full',
  EFBIG: 'full',
  EIO: 'failing',
  ENOSPC: 'full',
  EROFS: 'readOnly',
  LEVEL_CORRUPTION: 'damaged',
  LEVEL_IO_ERROR: 'failing',
};

/** SQLite's primary result codes: https://www.sqlite.org/rescode.html */
const bySqliteCode: Readonly<Record<number, Fault>> = {
  8: 'readOnly', // SQLITE_READONLY
  10: 'failing', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'readOnly', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
};

/** The low byte of an extended result code is its primary one. */
const PRIMARY = 0xff;

interface DiskError {
  readonly code?: string;
  /** SQLite's extended result code, where `code` is ERR_SQLITE_ERROR. */
  readonly errcode?: number;
  readonly message: string;
  readonly cause?: unknown;
}

/**
 * The error that names a folder whose disk failed and the way out, where `error` or one of its causes
 * comes from the disk; undefined for any other error, and for a LocalError, which says it already.
 */
export function diskFailed(folder: string, error: unknown): LocalError | undefined {
  if (typeof error !== 'object' || error === null || error instanceof LocalError) return undefined;
  const { code = '', errcode, message, cause } = error as DiskError;
  const fault = errcode === undefined ? byCode[code] : bySqliteCode[errcode & PRIMARY];
  if (fault === undefined) return diskFailed(folder, cause);
  return new LocalError('disk-failed', {
    detail: `${folder}: ${message}; ${advice[fault]}`,
    cause: error,
  });
}

/** @throws LocalError `disk-failed` where the disk fails `work`, and what else it throws */
export async function onDisk<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskFailed(folder, error) ?? error;
  }
}

/** How long a stop after a failure of the disk may take. */
const STOP_MS = 30_000;

/**
 * Resolves when the disk fails where no request waits for an answer, such as in a timer. The process
 * then has half a minute to stop before it is ended. Any other uncaught error ends it at once, with
 * its stack.
 */
export function untilDiskFails(folder: string): Promise<LocalError> {
  return new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      const failed = diskFailed(folder, error);
      if (!failed) {
        console.error(error);
        process.exit(1);
      }
      resolve(failed);
      setTimeout(() => {
        process.stderr.write(`galeria: ${failed.message}\n`, () => process.exit(1));
      }, STOP_MS).unref();
    });
  });
}
