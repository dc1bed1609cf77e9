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

/** The low byte of an extended result code is the primary result code. */
const PRIMARY = 0xff;

interface DiskError {
  readonly code?: string;
  /** SQLite's extended result code, if `code` is ERR_SQLITE_ERROR. */
  readonly errcode?: number;
  readonly message: string;
  readonly cause?: unknown;
}

/**
 * Returns the error that names the folder and a remedy if `error` or one of its causes is a disk
 * failure. Returns undefined for any other error, and for a LocalError, which is already readable.
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

/** Runs `work`. @throws LocalError `disk-failed` if the disk fails, and the other errors of `work` */
export async function onDisk<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskFailed(folder, error) ?? error;
  }
}

/** Time-out for stopping after a disk failure. */
const STOP_MS = 30_000;

/**
 * Resolves when the disk fails outside a request, such as in a timer. The process exits after
 * `STOP_MS` if it has not stopped by then. Any other uncaught error is printed with its stack and ends
 * the process at once.
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
