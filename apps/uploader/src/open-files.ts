import { closeSync, openSync, readFileSync } from 'node:fs';
import { OPEN_FILES_CHECK_MS } from './limits.ts';

export interface OpenFilesReport {
  /** The limit is reached; the sentence names it and says what to do. */
  readonly reached: (sentence: string) => void;
  readonly free: (sentence: string) => void;
}

/**
 * Reports when the process or the machine reaches its limit of open files, and when files are free
 * again. Node.js accepts and closes further connections at the limit and emits no event, so that
 * nothing else reports them.
 *
 * @see https://github.com/libuv/libuv/blob/v1.x/src/unix/stream.c uv__emfile_trick
 * @returns a function that ends the checks
 */
export function watchOpenFiles({ reached, free }: OpenFilesReport): () => void {
  const most = limitOfProcess();
  let isReached = false;
  const check = setInterval(() => {
    const code = failureToOpen();
    if (code !== undefined && !isReached) reached(sentenceOf(code, most));
    if (code === undefined && isReached) free('Files are free again; new connections are accepted');
    isReached = code !== undefined;
  }, OPEN_FILES_CHECK_MS);
  check.unref();
  return () => clearInterval(check);
}

/** Why no file can be opened; undefined if one can. */
function failureToOpen(): 'EMFILE' | 'ENFILE' | undefined {
  try {
    closeSync(openSync('/dev/null', 'r'));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EMFILE' || code === 'ENFILE' ? code : undefined;
  }
}

const sentenceOf = (code: 'EMFILE' | 'ENFILE', most: string): string =>
  code === 'EMFILE'
    ? `The limit of ${most} open files of this process is reached; new connections are closed until files are free. Raise the limit with ulimit -n, or LimitNOFILE= of the service`
    : 'The limit of open files of this machine is reached; new connections are closed until files are free. Raise the limit with sysctl fs.file-max';

/**
 * The soft limit, which Node.js raises to the hard limit at its start.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html
 */
function limitOfProcess(): string {
  const [, soft = '?'] =
    /^Max open files\s+(\w+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return soft;
}
